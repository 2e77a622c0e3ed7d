import { DotsFlowsError } from '@dots-flows/core';
import { emptyAnswer, problemAnswer, problemOf } from './answers.ts';
import { ROUTE_TABLE } from './route-table.ts';

const KNOWN_PATHS = allowedByPath();

/** Every path of the contract with the methods it has, as an `Allow` header says them. */
function allowedByPath(): readonly { readonly pattern: RegExp; readonly allow: string }[] {
  const methodsByPath = new Map<string, string[]>();
  for (const { method, path } of ROUTE_TABLE)
    methodsByPath.set(path, [...(methodsByPath.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  return [...methodsByPath].map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`),
    allow: [...methods, 'OPTIONS'].join(', '),
  }));
}

/** Cuts the mount path off. Where a framework did so already, the path is left as it is. */
export function withoutBasePath(path: string, basePath: string): string {
  return basePath !== '' && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}

/** The answer to a path that no route has, or to a method that its route does not have. */
export function answerUnmatched(method: string, path: string, basePath: string): Response {
  const allow = KNOWN_PATHS.find(({ pattern }) => pattern.test(path))?.allow;
  if (allow === undefined) return problemAnswer(problemOf(routeNotFound(basePath)));
  // No CORS headers: the pages that may call are of the same origin, and any other gets no leave from its browser.
  if (method === 'OPTIONS') return emptyAnswer(204, { allow });
  return problemAnswer(problemOf(methodNotAllowed(allow)), { allow });
}

/** The path itself is not repeated: it may hold what somebody pasted by mistake. */
function routeNotFound(basePath: string): DotsFlowsError {
  const mount = basePath === '' ? 'the root' : basePath;
  return new DotsFlowsError('route-not-found', {
    message: `There is no such route. The handler expects its routes below ${mount}; if it is mounted elsewhere, set the option basePath. The routes are listed in openapi.json.`,
  });
}

function methodNotAllowed(allow: string): DotsFlowsError {
  return new DotsFlowsError('method-not-allowed', {
    message: `This route does not have that method. It has ${allow}.`,
  });
}
