import { DotsFlowFrame, DotsFlowsProvider } from '@dots-flows/react';
import type { ServerAdapter } from '@dots-flows/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { createFlowAdapter, unusedAdapter } from './page-adapters.ts';

/**
 * Which side of a comparison is mounted: ours with a link at hand, ours that makes its Flow first, bare frames, or bare
 * frames with the permission that ours give their page.
 */
export type Subject = 'ours' | 'ours-with-steps' | 'bare' | 'bare-with-allow';

/** The host's own client, so that what frames leave in it can be counted. */
export const queryClient = new QueryClient();

/** Frames of one side, by their links. */
export interface Shown {
  readonly subject: Subject;
  readonly links: readonly string[];
}

/** Shows these frames in place of those before. */
export type ShowFrames = (shown: Shown) => void;

function framesOf({ subject, links }: Shown): ReactElement[] {
  switch (subject) {
    case 'ours':
      return links.map((link) => <DotsFlowFrame key={link} link={link} title="Payout" />);
    case 'ours-with-steps':
      return links.map((link) => <DotsFlowFrame key={link} steps={['compliance']} title="Payout" />);
    case 'bare':
      return links.map((link) => <iframe key={link} src={link} title="Payout" />);
    case 'bare-with-allow':
      return links.map((link) => <iframe key={link} src={link} title="Payout" allow="clipboard-write" />);
  }
}

/** What an app that shows Flows has around everything. */
function Providers({ adapter, children }: { readonly adapter: ServerAdapter; readonly children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <DotsFlowsProvider adapter={adapter}>{children}</DotsFlowsProvider>
    </QueryClientProvider>
  );
}

/** Where frames come and go as they do in an app: by the state of one component, with nothing around it rendered anew. */
function FramePlace({ onPlace }: { readonly onPlace: (show: ShowFrames) => void }): ReactElement {
  const [shown, show] = useState<Shown>({ subject: 'bare', links: [] });
  useLayoutEffect(() => onPlace(show), [onPlace]);
  return <>{framesOf(shown)}</>;
}

/** An app with one place for the frames of either side, below the same providers. */
export function App({ onPlace }: { readonly onPlace: (show: ShowFrames) => void }): ReactElement {
  return (
    <Providers adapter={unusedAdapter}>
      <FramePlace onPlace={onPlace} />
    </Providers>
  );
}

function OwnProviders({ links, children }: { readonly links: readonly string[]; readonly children: ReactNode }) {
  const [adapter] = useState(() => createFlowAdapter(links));
  return <Providers adapter={adapter}>{children}</Providers>;
}

/** The frames alone, ours with the providers that they cannot be without. */
export const elementOf = (shown: Shown): ReactElement =>
  shown.subject.startsWith('ours') ? (
    <OwnProviders links={shown.links}>{framesOf(shown)}</OwnProviders>
  ) : (
    <>{framesOf(shown)}</>
  );
