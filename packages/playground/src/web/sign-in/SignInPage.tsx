import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { DemoWorker } from '../../wire/earnings.ts';
import { earningsClient } from '../earnings/earnings-client.ts';
import { sessionQuery } from '../earnings/earnings-queries.ts';
import { Brand } from '../shell/Brand.tsx';
import { Icon } from '../shell/Icon.tsx';
import { PageHeading } from '../shell/PageHeading.tsx';
import { ThemeToggle } from '../theme/ThemeToggle.tsx';

/** The door: choose who to be. */
export function SignInPage({ workers }: { readonly workers: readonly DemoWorker[] }): ReactElement {
  const queryClient = useQueryClient();
  const signIn = useMutation({
    mutationFn: earningsClient.signIn,
    onSuccess: (session) => queryClient.setQueryData(sessionQuery.queryKey, session),
  });
  return (
    <div className="door">
      <header className="door-bar">
        <Brand />
        <ThemeToggle />
      </header>
      <main className="door-main">
        <PageHeading title="Sign in">Get paid for your work.</PageHeading>
        <p className="door-lead">
          Choose who you want to be. Each demo worker is at another point of the way to the money.
        </p>
        {signIn.error && (
          <p className="notice notice-bad" role="alert">
            {signIn.error.message}
          </p>
        )}
        <ul className="worker-list">
          {workers.map(({ workerId, firstName, situation }) => (
            <li key={workerId}>
              <button
                type="button"
                className="worker"
                disabled={signIn.isPending}
                onClick={() => signIn.mutate({ workerId })}
              >
                <span className="avatar avatar-large" aria-hidden="true">
                  {firstName.charAt(0)}
                </span>
                <span className="worker-words">
                  <span className="worker-name">
                    {firstName} <span className="chip">Demo worker</span>
                  </span>
                  <span className="worker-situation">{situation}</span>
                </span>
                <Icon name="next" />
              </button>
            </li>
          ))}
        </ul>
        <p className="door-note">
          <Icon name="flask" />
          Everything runs on this machine, against a local Dots. No real money moves, and nobody here is real.
        </p>
      </main>
    </div>
  );
}
