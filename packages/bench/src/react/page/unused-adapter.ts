import type { ServerAdapter } from '@dots-flows/react';

const refuse = () => Promise.reject(new Error('Frames with a link of their own call no server.'));

/** Frames that are given a link never call their server. */
export const unusedAdapter: ServerAdapter = { createFlow: refuse, retrieveFlow: refuse, advancePayout: refuse };
