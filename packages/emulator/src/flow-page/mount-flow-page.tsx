import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { FlowPage } from './FlowPage.tsx';
import type { FlowPageBackend } from './flow-page-backend.ts';
import { applyFlowStyles, parseFlowStyles } from './flow-styles.ts';
import { sessionPageTokens } from './page-tokens.ts';
import './styles/document.css';

/** Fills the document with one Flow page: the one place where it meets its browser window. */
export function mountFlowPage(flowId: string, backend: FlowPageBackend): void {
  const isEmbedded = window.parent !== window;
  // oxlint-disable-next-line no-console -- The developer who wrote the `styles` reads it there.
  const warn = (message: string): void => console.warn(message);
  const styles = parseFlowStyles(new URLSearchParams(location.search).get('styles'), warn);
  applyFlowStyles(document.documentElement, styles);

  const container = document.getElementById('flow-page');
  if (!container) throw new Error('The Flow page has no element to render into.');
  const tokens = sessionPageTokens();
  const postToParent = (message: unknown): void => {
    // Any origin may frame a Flow (the real target origin is unknown), and a height or a step's name is no secret.
    if (isEmbedded) window.parent.postMessage(message, '*');
  };
  const navigate = (url: string): void => location.assign(url);

  createRoot(container).render(
    <StrictMode>
      <FlowPage
        flowId={flowId}
        backend={backend}
        styles={styles}
        onMessage={postToParent}
        onNavigate={navigate}
        tokens={tokens}
        isEmbedded={isEmbedded}
      />
    </StrictMode>,
  );
}
