import { DotsFlowsError, isDotsFlowsError } from '@dots-flows/core';

/** Whatever an adapter throws, as the one error class. @internal */
export function asDotsFlowsError(error: unknown): DotsFlowsError {
  if (isDotsFlowsError(error)) return error;
  return new DotsFlowsError('internal-error', {
    message:
      'The server adapter failed with something that is not a DotsFlowsError. Nothing is lost: the same call may be made again. The cause holds what was thrown.',
    cause: error,
  });
}
