import { DotsFlowFrame, DotsFlowsProvider } from '@dots-flows/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { createFlowAdapter, unusedAdapter } from './page-adapters.ts';

/** Which side of a comparison is mounted: ours with a link at hand, ours that makes its Flow first, or bare frames. */
export type Subject = 'ours' | 'ours-with-steps' | 'bare';

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

function OurFramesWithSteps({ links }: { readonly links: readonly string[] }): ReactElement {
  const [adapter] = useState(() => createFlowAdapter(links));
  return (
    <QueryClientProvider client={queryClient}>
      <DotsFlowsProvider adapter={adapter}>
        {links.map((link) => (
          <DotsFlowFrame key={link} steps={['compliance']} title="Payout" />
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
  switch (subject) {
    case 'ours':
      return <OurFrames links={links} />;
    case 'ours-with-steps':
      return <OurFramesWithSteps links={links} />;
    case 'bare':
      return <BareFrames links={links} />;
  }
}
