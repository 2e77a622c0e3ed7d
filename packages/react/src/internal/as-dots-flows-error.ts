import { DotsFlowsError, isDotsFlowsError } from '@dots-flows/core';

/** Whatever an adapter throws, as the one error class. @internal */
export function asDotsFlowsError(error: unknown): DotsFlowsError {
  if (isDotsFlowsError(error)) return error;
  return new DotsFlowsError('internal-error', {
    message: 'The server adapter threw the `cause`. Nothing is lost; try again.',
    cause: error,
  });
}
