import { DotsFlowFrame, DotsFlowsProvider } from '@dots-flows/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { createFlowAdapter, unusedAdapter } from './page-adapters.ts';

/**
 * Which side of a comparison is mounted: ours with a link at hand, ours that makes its Flow first, bare frames, or bare
 * frames with the permission that ours give their page.
 */
export type Subject = 'ours' | 'ours-with-steps' | 'bare' | 'bare-with-allow';

/** The host's own client, so that what frames leave in it can be counted. */
export const queryClient = new QueryClient();

/** Shows frames for these links in place of those before. */
type ShowLinks = (links: readonly string[]) => void;

interface FramesProps {
  readonly links: readonly string[];
  /** Told, once the frames' place is on the page, how to change what stands there. */
  readonly onPlace?: ((showLinks: ShowLinks) => void) | undefined;
}

/** Where frames come and go as they do in an app: by the state of one component, with nothing around it rendered anew. */
function FramePlace(props: FramesProps & { readonly frameOf: (link: string) => ReactElement }): ReactElement {
  const { frameOf, onPlace } = props;
  const [links, setLinks] = useState(props.links);
  useLayoutEffect(() => {
    onPlace?.(setLinks);
  }, [onPlace]);
  return <>{links.map(frameOf)}</>;
}

function OurFrames(props: FramesProps): ReactElement {
  return (
    <QueryClientProvider client={queryClient}>
      <DotsFlowsProvider adapter={unusedAdapter}>
        <FramePlace {...props} frameOf={(link) => <DotsFlowFrame key={link} link={link} title="Payout" />} />
      </DotsFlowsProvider>
    </QueryClientProvider>
  );
}

function OurFramesWithSteps(props: FramesProps): ReactElement {
  const [adapter] = useState(() => createFlowAdapter(props.links));
  return (
    <QueryClientProvider client={queryClient}>
      <DotsFlowsProvider adapter={adapter}>
        <FramePlace {...props} frameOf={(link) => <DotsFlowFrame key={link} steps={['compliance']} title="Payout" />} />
      </DotsFlowsProvider>
    </QueryClientProvider>
  );
}

const BareFrames = ({ allow, ...props }: FramesProps & { readonly allow?: string }): ReactElement => (
  <FramePlace {...props} frameOf={(link) => <iframe key={link} src={link} title="Payout" allow={allow} />} />
);

export function elementOf(subject: Subject, links: readonly string[], onPlace?: FramesProps['onPlace']): ReactElement {
  switch (subject) {
    case 'ours':
      return <OurFrames links={links} onPlace={onPlace} />;
    case 'ours-with-steps':
      return <OurFramesWithSteps links={links} onPlace={onPlace} />;
    case 'bare':
      return <BareFrames links={links} onPlace={onPlace} />;
    case 'bare-with-allow':
      return <BareFrames links={links} onPlace={onPlace} allow="clipboard-write" />;
  }
}
