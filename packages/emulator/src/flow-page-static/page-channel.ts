import type { ActOnFlow, FlowPageAnswer, FlowPageBackend, OpenFlow } from '../flow-page/flow-page-backend.ts';

/**
 * How a Flow page in a frame speaks to a world in the page around it when there is no server: over a BroadcastChannel,
 * which only pages of one origin share. The messages of Dots itself go their own, documented way by `postMessage`.
 */
export type PageCall =
  | { readonly type: 'open'; readonly callId: string; readonly request: OpenFlow }
  | { readonly type: 'act'; readonly callId: string; readonly request: ActOnFlow };

/** The answer to a {@link PageCall}. */
export interface PageReply {
  readonly type: 'answer';
  readonly callId: string;
  readonly answer: FlowPageAnswer;
}

/** One world, one channel. */
export const pageChannelName = (worldName: string): string => `dots-flows-emulator:${worldName}`;

/** Longer than any latency that a story plays; past it the page that held the world is gone. */
const ANSWER_TIMEOUT_MS = 15_000;

const UNREACHABLE: FlowPageAnswer = {
  ok: false,
  problem: { code: 'unreachable', message: 'The page that holds this Flow was closed. Open it again from there.' },
};

/** A backend that asks the world of the given name, in whichever page of this origin it lives. It never rejects. */
export function channelBackend(worldName: string): FlowPageBackend {
  const channel = new BroadcastChannel(pageChannelName(worldName));
  const waiting = new Map<string, (answer: FlowPageAnswer) => void>();
  channel.addEventListener('message', ({ data }: MessageEvent<PageReply | PageCall>) => {
    if (data.type !== 'answer') return;
    waiting.get(data.callId)?.(data.answer);
  });

  function ask(call: PageCall): Promise<FlowPageAnswer> {
    return new Promise((resolve) => {
      const settle = (answer: FlowPageAnswer) => {
        clearTimeout(timer);
        waiting.delete(call.callId);
        resolve(answer);
      };
      const timer = setTimeout(() => settle(UNREACHABLE), ANSWER_TIMEOUT_MS);
      waiting.set(call.callId, settle);
      channel.postMessage(call);
    });
  }

  return {
    open: (request) => ask({ type: 'open', callId: crypto.randomUUID(), request }),
    act: (request) => ask({ type: 'act', callId: crypto.randomUUID(), request }),
  };
}
