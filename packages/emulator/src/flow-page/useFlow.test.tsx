import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { inPageBackend } from '../dots/page/in-page-backend.ts';
import { createDotsWorld } from '../dots/world.ts';
import type { FlowPageBackend } from './flow-page-backend.ts';
import { memoryPageTokens } from './page-tokens.ts';
import { useFlow } from './useFlow.ts';

describe('useFlow', () => {
  it('sends one action at a time: a second one in the same moment goes nowhere', async () => {
    const world = createDotsWorld({ seed: 1 });
    const flow = world.flows.createFromBody({ steps: ['compliance'] });
    const inPage = inPageBackend(world);
    const sent: string[] = [];
    const backend: FlowPageBackend = {
      open: (request) => inPage.open(request),
      act(request) {
        sent.push(request.action.type);
        return inPage.act(request);
      },
    };
    const options = { flowId: flow.id, backend, tokens: memoryPageTokens(), post: () => undefined };
    const { result } = renderHook(() => useFlow(options));
    await waitFor(() => expect(result.current.state.name).toBe('open'));
    const sendCode = { type: 'send-code', countryCode: '1', phoneNumber: '4155550142', channel: 'sms' } as const;
    const answers = await act(() => Promise.all([result.current.act(sendCode), result.current.act(sendCode)]));
    expect(answers.map(({ isDone }) => isDone)).toEqual([true, false]);
    expect(sent).toEqual(['send-code']);
    expect(result.current.isBusy).toBe(false);
  });
});
