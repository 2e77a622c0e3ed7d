import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { openBrowserCamera } from './browser-camera.ts';
import type { OpenCamera } from './browser-camera.ts';
import { FlowContext } from './flow-context.ts';
import type { FlowContextValue, RememberedSignIn } from './flow-context.ts';
import type { FlowPageBackend } from './flow-page-backend.ts';
import { applyFlowStyles, DEFAULT_FLOW_STYLES } from './flow-styles.ts';
import type { FlowStyles } from './flow-styles.ts';
import type { FramePost } from './frame-messages.ts';
import { memoryPageTokens } from './page-tokens.ts';
import type { PageTokens } from './page-tokens.ts';
import { PageFooter, PageHeader, SandboxBar } from './parts/PageFrame.tsx';
import { ClosedScreen } from './screens/ClosedScreen.tsx';
import { CurrentScreen } from './screens/CurrentScreen.tsx';
import { OpeningScreen } from './screens/OpeningScreen.tsx';
import { screenKey, useFlow } from './useFlow.ts';
import { useHeadingFocus } from './useHeadingFocus.ts';
import { useFrameHeight } from './useFrameHeight.ts';
import './styles/flow-page.css';

export interface FlowPageProps {
  readonly flowId: string;
  /** The emulator over HTTP, or a Dots world in this very page. */
  readonly backend: FlowPageBackend;
  /** The read `styles` parameter. Default: Dots' light look. */
  readonly styles?: FlowStyles | undefined;
  /** Takes the messages for the page that frames this one. Default: they go nowhere. */
  readonly onMessage?: FramePost | undefined;
  /** Leaves for the URL of a `redirect` step. Default: the step ends, the page stays. */
  readonly onNavigate?: ((url: string) => void) | null | undefined;
  /** Where sign-in is kept over a reload. Default: nowhere. */
  readonly tokens?: PageTokens | undefined;
  readonly openCamera?: OpenCamera | undefined;
  /** Whether the page is a frame in another one: then it lies flush left, without a card of its own. */
  readonly isEmbedded?: boolean | undefined;
}

const nowhere = (): void => undefined;

/**
 * A hosted Flow page: every step of a Flow, one screen after the other.
 *
 * It touches nothing outside of itself but through its props, so that it runs against the emulator's server and, in a
 * static Storybook, against a Dots world in the same page.
 */
export function FlowPage(props: FlowPageProps) {
  const { flowId, backend, styles = DEFAULT_FLOW_STYLES, onMessage = nowhere, onNavigate = null } = props;
  const [ownTokens] = useState(memoryPageTokens);
  const flow = useFlow({ flowId, backend, tokens: props.tokens ?? ownTokens, post: onMessage });
  const [remembered, remember] = useState<RememberedSignIn>({ countryIso: 'US', countryCode: '1', phoneNumber: '' });
  const takesFocus = useHeadingFocus(flow.turn);
  const root = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sandboxBar = useRef<HTMLDivElement>(null);
  const measured = useMemo(() => [content, sandboxBar], []);
  const view = flow.state.name === 'open' ? flow.state.view : null;
  useFrameHeight(measured, view?.messages ?? null, onMessage);
  useLayoutEffect(() => {
    if (root.current) applyFlowStyles(root.current, styles);
  }, [styles]);

  // A frame in a page leaves `main` to that page.
  const Root = props.isEmbedded ? 'section' : 'main';
  const context: FlowContextValue | null =
    flow.state.name === 'open'
      ? {
          view: flow.state.view,
          notice: flow.state.notice,
          isBusy: flow.isBusy,
          turn: flow.turn,
          act: flow.act,
          navigate: onNavigate,
          openCamera: props.openCamera ?? openBrowserCamera,
          remembered,
          remember,
          takesFocus,
        }
      : null;

  return (
    <Root
      className="flow-page"
      ref={root}
      lang="en"
      aria-label={view ? `${view.appName} payments` : 'Payments'}
      data-embedded={props.isEmbedded ? 'yes' : 'no'}
      data-screen={view?.screen.name ?? flow.state.name}
    >
      <div className="fp-content" ref={content}>
        {flow.state.name === 'opening' && <OpeningScreen />}
        {flow.state.name === 'closed' && (
          <ClosedScreen problem={flow.state.problem} isBusy={flow.isBusy} onRetry={() => void flow.reopen()} />
        )}
        {context && (
          <FlowContext value={context}>
            <PageHeader view={context.view} />
            <div className="fp-screen" key={view ? screenKey(view.screen) : ''}>
              <CurrentScreen />
            </div>
          </FlowContext>
        )}
        <PageFooter />
      </div>
      <div className="fp-fill" />
      <div ref={sandboxBar}>{view?.sandbox && <SandboxBar />}</div>
    </Root>
  );
}
