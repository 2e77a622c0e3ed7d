import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Wrong variants that are a changed line of source: the file is copied with the line changed, loaded, and put to a check
 * that the real one passes.
 */
export interface SourceMutant {
  readonly name: string;
  readonly what: string;
  /** From the root of the repository. */
  readonly file: string;
  readonly line: string;
  readonly wrongLine: string;
  /** What the module gets wrong; `null` when it gets all of it right. */
  readonly check: (module: Readonly<Record<string, unknown>>) => Promise<string | null>;
}

const ROOT = path.resolve(import.meta.dirname, '../../..');
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const SIGNED_AT_SECONDS = 1_614_265_330;

export const SOURCE_MUTANTS: readonly SourceMutant[] = [
  {
    name: 'M13',
    what: 'an origin is compared by prefix',
    file: 'packages/react/src/flow-frame/message-trust.ts',
    line: 'allowedOrigins.includes(event.origin)',
    wrongLine: 'allowedOrigins.some((allowed) => event.origin.startsWith(allowed))',
    async check(module) {
      const isAllowed = module['isFromAllowedOrigin'] as (event: object, allowed: readonly string[]) => boolean;
      const allowed = ['https://my.dots.dev'];
      if (!isAllowed({ origin: 'https://my.dots.dev' }, allowed)) return 'refuses the right origin';
      const wrong = ['https://my.dots.dev.evil.example', 'https://my.dots.dev:8443', 'http://my.dots.dev', 'null', ''];
      const taken = wrong.find((origin) => isAllowed({ origin }, allowed));
      return taken === undefined ? null : `takes ${taken}`;
    },
  },
  {
    name: 'M14',
    what: 'a signature is compared up to the shorter length',
    file: 'packages/server/src/webhooks/verify-webhook.ts',
    line: 'if (a.length !== b.length) return false;',
    wrongLine: 'a = a.slice(0, Math.min(a.length, b.length)); b = b.slice(0, a.length);',
    async check(module) {
      const make = module['createWebhookVerifier'] as (options: object) => {
        verify(headers: Headers, body: Uint8Array): Promise<unknown>;
      };
      const verifier = make({ secrets: [SECRET], clock: { nowMs: () => SIGNED_AT_SECONDS * 1000 } });
      const body = new TextEncoder().encode('{"test": 2432232314}');
      const right = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
      const isTaken = (signature: string): Promise<boolean> =>
        verifier
          .verify(
            new Headers({
              'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
              'svix-timestamp': String(SIGNED_AT_SECONDS),
              'svix-signature': signature,
            }),
            body,
          )
          .then(
            () => true,
            () => false,
          );
      if (!(await isTaken(right))) return 'refuses the right signature';
      for (let length = 'v1,'.length; length < right.length; length += 1)
        if (await isTaken(right.slice(0, length))) return `takes the first ${length - 3} characters`;
      return null;
    },
  },
];

/** What the wrong variant gets wrong, or `null` when the check does not notice. The real module has to pass first. */
export async function trySourceMutant(mutant: SourceMutant): Promise<string | null> {
  const file = path.join(ROOT, mutant.file);
  const source = readFileSync(file, 'utf8');
  const count = source.split(mutant.line).length - 1;
  if (count !== 1) throw new Error(`${mutant.name}: the line to change stands ${count} times in ${mutant.file}.`);
  const real = await mutant.check(await load(file));
  if (real !== null) throw new Error(`${mutant.name}: the real code fails its own check: it ${real}.`);
  const copy = path.join(path.dirname(file), `.${mutant.name}-${process.pid}.ts`);
  writeFileSync(copy, source.replace(mutant.line, mutant.wrongLine));
  try {
    return await mutant.check(await load(copy));
  } finally {
    rmSync(copy);
  }
}

async function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
}
