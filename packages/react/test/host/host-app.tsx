import type { Flow } from '@dots-flows/core';
import { StrictMode, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { DotsFlowsProvider } from '../../src/DotsFlowsProvider.tsx';
import { DotsFlowFrame } from '../../src/flow-frame/DotsFlowFrame.tsx';

const nothing = (): Promise<never> => Promise.reject(new Error('This page makes no calls.'));
const adapter = { createFlow: nothing, retrieveFlow: nothing, advancePayout: nothing };

let made = 0;
function flowAt(flowOrigin: string): Flow {
  made += 1;
  return {
    flowId: `host-${made}`,
    link: `${flowOrigin}/flow/host-${made}?height=400`,
    steps: ['compliance', 'redirect'],
    completedSteps: [],
    signedInUntil: null,
    createdAt: '2026-08-03T09:15:22.104Z',
  };
}

/** Tells the test page, which is around this one or has opened it. */
export const report = (message: object): void => (window.opener ?? window.parent).postMessage(message, '*');

/** What the frame's own colours have come to. */
function look(): object {
  const frame = document.querySelector('.df-frame');
  return frame ? { ink: getComputedStyle(frame).color } : {};
}

/** A page as a host would have it: rendered on a server, taken over in the browser, under a strict policy. */
export function HostApp({ flowOrigin }: { readonly flowOrigin: string }): ReactElement {
  const [flow, setFlow] = useState(() => flowAt(flowOrigin));
  useEffect(() => {
    const obey = ({ data }: MessageEvent<unknown>): void => {
      if (data === 'renew') setFlow(flowAt(flowOrigin));
      if (data === 'back') history.back();
    };
    window.addEventListener('message', obey);
    return () => window.removeEventListener('message', obey);
  }, [flowOrigin]);
  return (
    <StrictMode>
      <main>
        <h1>Host page</h1>
        <DotsFlowsProvider adapter={adapter} onEvent={(event) => report({ host: 'event', type: event.type })}>
          <DotsFlowFrame
            flow={flow}
            minHeight={400}
            onReady={({ flowId }) => report({ host: 'ready', flowId, ...look() })}
          />
        </DotsFlowsProvider>
        <p>After the frame</p>
      </main>
    </StrictMode>
  );
}
