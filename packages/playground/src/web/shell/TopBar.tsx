import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { DemoWorker } from '../../wire/earnings.ts';
import { earningsClient } from '../earnings/earnings-client.ts';
import { sessionQuery } from '../earnings/earnings-queries.ts';
import { Link } from '../routing/Link.tsx';
import { goTo } from '../routing/route-store.ts';
import { ThemeToggle } from '../theme/ThemeToggle.tsx';
import { Brand } from './Brand.tsx';
import { Icon } from './Icon.tsx';

/** Who is signed in, on top of every page. */
export function TopBar({ worker }: { readonly worker: DemoWorker }): ReactElement {
  const queryClient = useQueryClient();
  const signOut = useMutation({
    mutationFn: earningsClient.signOut,
    onSuccess: async () => {
      // Nothing of this worker may be left for the next one.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'session' });
      goTo('/');
      await queryClient.invalidateQueries(sessionQuery);
    },
  });
  return (
    <header className="top-bar">
      <div className="top-bar-inner">
        <Link href="/" className="brand-link" aria-label="Earnings, start page">
          <Brand />
        </Link>
        <div className="top-bar-end">
          <span className="who">
            <span className="avatar" aria-hidden="true">
              {worker.firstName.charAt(0)}
            </span>
            <span className="who-name">{worker.firstName}</span>
            <span className="chip">Demo</span>
          </span>
          <ThemeToggle />
          <button type="button" className="icon-button" title="Sign out" onClick={() => signOut.mutate()}>
            <Icon name="sign-out" />
            <span className="visually-hidden">Sign out</span>
          </button>
        </div>
      </div>
    </header>
  );
}
