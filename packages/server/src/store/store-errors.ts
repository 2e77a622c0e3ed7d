import { DotsFlowsError } from '@dots-flows/core';

/** The store was opened for another App or another environment than it was made for. */
export function foreignNamespace(): DotsFlowsError {
  return new DotsFlowsError('not-configured', {
    message:
      'The store belongs to another Dots App or environment than the API client. Payouts of one must never be mixed with those of the other, so nothing was opened. Point the store at the right database, or the client at the right environment; after a change of the client id alone, pass the former `keyNamespace` to createDotsApi.',
  });
}

/** Newer code wrote the store. */
export function storeTooNew(found: number, known: number): DotsFlowsError {
  return new DotsFlowsError('store-too-new', {
    message: `The store has schema ${found}, this version of @dots-flows/server knows schemas up to ${known}. Older code could misread what newer code wrote, so nothing was opened. Update the package on this machine.`,
  });
}

/** The store failed. The cause may hold SQL, never values of ours. */
export function storeUnavailable(cause: unknown): DotsFlowsError {
  return new DotsFlowsError('store-unavailable', {
    message: 'The store did not answer. Nothing new was started, and nothing is lost: the same call may be made again.',
    cause,
  });
}
