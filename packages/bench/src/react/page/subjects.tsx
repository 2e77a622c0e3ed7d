import { DotsFlowFrame, DotsFlowsProvider } from '@dots-flows/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { unusedAdapter } from './unused-adapter.ts';

/** Which side of a comparison is mounted. */
export type Subject = 'ours' | 'bare';

/** The host's own client, so that what frames leave in it can be counted. */
export const queryClient = new QueryClient();

function OurFrames({ links }: { readonly links: readonly string[] }): ReactElement {
  return (
    <QueryClientProvider client={queryClient}>
      <DotsFlowsProvider adapter={unusedAdapter}>
        {links.map((link) => (
          <DotsFlowFrame key={link} link={link} title="Payout" />
        ))}
      </DotsFlowsProvider>
    </QueryClientProvider>
  );
}

function BareFrames({ links }: { readonly links: readonly string[] }): ReactElement {
  return (
    <>
      {links.map((link) => (
        <iframe key={link} src={link} title="Payout" />
      ))}
    </>
  );
}

export function elementOf(subject: Subject, links: readonly string[]): ReactElement {
  return subject === 'ours' ? <OurFrames links={links} /> : <BareFrames links={links} />;
}
