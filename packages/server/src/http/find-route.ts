import { RegExpRouter } from 'hono/router/reg-exp-router';
import { tryDecodeURIComponent } from 'hono/utils/url';
import { ROUTE_TABLE } from './route-table.ts';
import type { Route } from './route-table.ts';

/** A path of the contract, whatever the method. */
interface KnownPath {
  readonly routes: ReadonlyMap<string, Route>;
  /** Its methods as an `Allow` header says them. */
  readonly allow: string;
}

/** What a path and a method lead to. */
export interface FoundRoute {
  /** `null` when the path is known but does not have the method. */
  readonly route: Route | null;
  readonly allow: string;
  /** A parameter of the path, decoded. */
  readonly param: (name: string) => string;
}

const router = createRouter();

function createRouter(): RegExpRouter<KnownPath> {
  const made = new RegExpRouter<KnownPath>();
  for (const path of new Set(ROUTE_TABLE.map((route) => route.path))) {
    const routes = ROUTE_TABLE.filter((route) => route.path === path);
    const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    made.add('ALL', path, {
      routes: new Map(routes.map((route) => [route.method, route])),
      allow: [...methods, 'OPTIONS'].join(', '),
    });
  }
  return made;
}

/** Looks a path up, below the mount path. `undefined` when the contract does not have it. */
export function findRoute(method: string, path: string): FoundRoute | undefined {
  const [matches, stash] = router.match('ALL', path);
  const [match] = matches;
  if (match === undefined) return undefined;
  const [{ routes, allow }, places] = match;
  return {
    route: routes.get(method === 'HEAD' ? 'GET' : method) ?? null,
    allow,
    param(name) {
      const place = places[name];
      const text = (typeof place === 'number' ? stash?.[place] : place) ?? '';
      return text.includes('%') ? tryDecodeURIComponent(text) : text;
    },
  };
}
