import type { ServerAdapter } from '@dots-flows/react';

const refuse = () => Promise.reject(new Error('These frames do not call this.'));

/** Frames that are given a link never call their server. */
export const unusedAdapter: ServerAdapter = { createFlow: refuse, retrieveFlow: refuse, advancePayout: refuse };

/** Makes a Flow of the next link at once. */
export function createFlowAdapter(links: readonly string[]): ServerAdapter {
  const left = [...links];
  return {
    ...unusedAdapter,
    createFlow({ steps }) {
      const link = left.shift() ?? '';
      return Promise.resolve({
        flowId: link.slice(link.lastIndexOf('/') + 1),
        link,
        steps: steps.map((step) => (typeof step === 'string' ? step : step.name)),
        completedSteps: [],
        signedInUntil: null,
        createdAt: '2026-03-15T09:00:00.000Z',
      });
    },
  };
}
