import { DotsFlowsError } from '@dots-flows/core';
import { emptyAnswer, problemAnswer, problemOf } from './answers.ts';
import type { Answer } from './answers.ts';

/** The answer to a path that the contract does not have. The path is not repeated: it may hold what was pasted by mistake. */
export function answerUnknownPath(basePath: string): Answer {
  const mount = basePath === '' ? 'the root' : basePath;
  return problemAnswer(
    problemOf(
      new DotsFlowsError('route-not-found', {
        message: `There is no such route. The handler expects its routes below ${mount}; if it is mounted elsewhere, set the option basePath. The routes are listed in openapi.json.`,
      }),
    ),
  );
}

/** The answer to a method that a path of the contract does not have. */
export function answerOtherMethod(method: string, allow: string): Answer {
  // No CORS headers: the pages that may call are of the same origin, and any other gets no leave from its browser.
  if (method === 'OPTIONS') return emptyAnswer(204, { allow });
  return problemAnswer(
    problemOf(
      new DotsFlowsError('method-not-allowed', { message: `This route does not have that method. It has ${allow}.` }),
    ),
    { allow },
  );
}
