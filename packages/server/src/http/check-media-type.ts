import { DotsFlowsError } from '@dots-flows/core';

const JSON_TYPE = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i;

/**
 * Refuses bodies that do not call themselves JSON. A form of a foreign page can be sent without the browser asking
 * first, and a form cannot say `application/json`.
 *
 * @throws {@link DotsFlowsError} `unsupported-media-type`.
 */
export function checkMediaType(request: Request): void {
  if (JSON_TYPE.test(request.headers.get('content-type') ?? '')) return;
  throw new DotsFlowsError('unsupported-media-type', {
    message:
      'The request body is not declared as JSON. Nothing was done. Send it with "content-type: application/json".',
  });
}
