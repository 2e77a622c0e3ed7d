import { DotsFlowsError } from '@dots-flows/core';
import type { Answer } from '../dots-api/answer.ts';

type Failed = Exclude<Answer<unknown>, { readonly kind: 'accepted' }>;

/** An answer of Dots that a caller was waiting for, as the error that the caller gets. */
export function remoteError(answer: Failed): DotsFlowsError {
  switch (answer.kind) {
    case 'not-sent':
      return new DotsFlowsError('dots-unavailable', {
        message:
          'Dots could not be reached: no connection came about. Nothing was sent or changed. Check `environment`, the network and its certificates; the same call may be made again.',
      });
    case 'unknown':
      if (answer.why === 'unreadable' || answer.why === 'redirect')
        return new DotsFlowsError('dots-answer-unusable', {
          message:
            'Dots answered in a form that is not documented. Nothing is shown that is not understood; the next look reads it again. Check that `environment` points at API v2.',
        });
      return new DotsFlowsError('dots-unavailable', {
        message: 'Dots did not answer in time, or not for now. Nothing is lost: the same call may be made again.',
        retryAfterSeconds: answer.retryAfterMs === undefined ? undefined : Math.ceil(answer.retryAfterMs / 1_000),
      });
    case 'refused':
      if (answer.reason === 'credentials')
        return new DotsFlowsError('dots-credentials-refused', {
          message:
            'Dots refused the credentials. No payout moves until this is mended. Check `clientId`, `apiKey`, `appId` and that they belong to `environment`.',
          remoteCode: answer.remoteCode,
        });
      return new DotsFlowsError('dots-refused', {
        message: `Dots refused the request with status ${answer.status}. Nothing was changed. Look up the remote code, correct the cause (such as a step that the App may not use), then try again.`,
        remoteCode: answer.remoteCode,
      });
  }
}
