import fc from 'fast-check';
import { PAGE_ORIGIN, SWEEP_SECRET } from './test-handler.ts';

/** A request that somebody hostile, confused or broken could send. */
export interface FuzzRequest {
  readonly method: string;
  /** Below the mount path, with its query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array | string[];
  /** Makes the service behind the handler fail, if the request gets so far. */
  readonly isInjected: boolean;
}

interface FuzzLimits {
  readonly malformedPercent?: boolean;
  readonly unusualMethods?: boolean;
  readonly malformedType?: boolean;
  readonly surplusSlashes?: boolean;
}

const text = (maxLength: number) => fc.string({ unit: 'grapheme-ascii', maxLength });
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

/** Requests near the contract more often than far from it: the far ones all end at the same few checks. */
export function fuzzRequests(without: FuzzLimits = {}): fc.Arbitrary<FuzzRequest> {
  const method = fc.oneof(
    often(12, fc.constantFrom('GET', 'POST')),
    often(3, fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE')),
    ...(without.unusualMethods === true ? [] : [often(1, fc.constantFrom('PROPFIND', 'PURGE', 'SEARCH'))]),
  );
  return fc.record(
    { method, path: pathOf(without), headers: headersOf(without), body, isInjected: fc.boolean() },
    { requiredKeys: ['method', 'path', 'headers', 'isInjected'] },
  );
}

function pathOf({ malformedPercent, surplusSlashes }: FuzzLimits): fc.Arbitrary<string> {
  const id = fc.oneof(
    often(6, fc.constantFrom('inv_1', 'inv_2', 'flow-0')),
    often(1, fc.constantFrom('__proto__', 'constructor', 'inv%2F1', '%00', 'a'.repeat(300), "1'or'1'='1", '$%7Bx%7D')),
    often(2, text(12).map(encodeURIComponent)),
    ...(malformedPercent === true ? [] : [often(1, fc.constantFrom('%', '%zz', '%ff', '%E0%A4%A', 'a%'))]),
  );
  const known = fc
    .tuple(
      fc.constantFrom('/payouts/:/advance', '/payouts/:', '/payouts/:/events', '/flows', '/flows/:', '/webhooks'),
      id,
    )
    .map(([template, value]) => template.replace(':', () => value));
  const other = fc.oneof(
    fc.constantFrom(
      '/sweep',
      '/openapi.json',
      '/health',
      '/',
      '/health/',
      '//health',
      '/Health',
      '/payouts',
      '/sweep;x',
    ),
    fc.array(id, { minLength: 1, maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
  );
  const query = fc.oneof(
    often(4, fc.constant('')),
    often(2, fc.constantFrom('?after=0', '?after=1', '?after=-1', '?after=1&after=2', '?after=%00', '?', '?a=b=c')),
    often(
      1,
      text(20).map((value) => `?after=${encodeURIComponent(value)}`),
    ),
  );
  return (
    fc
      .tuple(fc.oneof(often(5, known), often(2, other)), query)
      .map((parts) => parts.join(''))
      // Dot segments climb out of the mount path, and then it is not this handler that answers.
      .filter((path) => !/(?:^|\/)(?:\.|%2e){1,2}(?:\/|\?|$)/i.test(path))
      .filter((path) => surplusSlashes !== true || !/\/(?:\/|\?|$)/.test(path))
  );
}

const headerValue = text(40).map((value) => value.trim());

const headersOf = ({ malformedType }: FuzzLimits): fc.Arbitrary<Record<string, string>> =>
  fc
    .record(
      {
        cookie: fc.oneof(often(6, fc.constantFrom('account=anna', 'account=bert')), often(1, headerValue)),
        origin: fc.oneof(
          often(5, fc.constant(PAGE_ORIGIN)),
          often(1, fc.constantFrom('null', 'https://evil.example', `${PAGE_ORIGIN}.evil.example`)),
          often(1, headerValue),
        ),
        'sec-fetch-site': fc.constantFrom('same-origin', 'same-site', 'cross-site', 'none', 'x'),
        'content-type': fc.oneof(
          often(6, fc.constant('application/json')),
          often(1, fc.constantFrom('text/plain', 'application/json;charset=utf-16', 'multipart/form-data; boundary=x')),
          ...(malformedType === true ? [] : [often(1, headerValue)]),
        ),
        authorization: fc.oneof(fc.constant(`Bearer ${SWEEP_SECRET}`), headerValue),
        'last-event-id': fc.oneof(fc.constantFrom('0', '1', '99999999999999999999'), headerValue),
        'svix-id': fc.oneof(fc.constant('msg_1'), headerValue),
        'svix-timestamp': fc.oneof(fc.constant('1614265330'), headerValue),
        'svix-signature': fc.oneof(fc.constant(`v1,${'A'.repeat(43)}=`), headerValue),
        'webhook-id': headerValue,
        accept: headerValue,
        'accept-encoding': fc.constantFrom('gzip', 'br', 'identity;q=0'),
        range: fc.constant('bytes=0-5'),
        'if-none-match': fc.constant('*'),
        'x-forwarded-host': fc.constant('evil.example'),
        'x-http-method-override': fc.constantFrom('DELETE', 'POST'),
      },
      { requiredKeys: [] },
    )
    // Most requests come from the signed-in page; else hardly any would get beyond the gate.
    .chain((some) => fc.boolean().map((isPage) => (isPage ? { ...some, ...PAGE } : some)))
    .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')));

const PAGE = { cookie: 'account=anna', origin: PAGE_ORIGIN, 'content-type': 'application/json' };

const body: fc.Arbitrary<string | Uint8Array | string[]> = fc.oneof(
  often(
    4,
    fc.constantFrom(
      '{}',
      '',
      '{"renewLink":true}',
      '{"retry":true,"renewLink":true}',
      '{"renewLink":false}',
      '{"renewLink":true,"renewLink":"x"}',
      '{"amountCents":1,"accountId":"bert"}',
      '{"__proto__":{"retry":true}}',
      '{"constructor":{"prototype":{}}}',
      '{"steps":["compliance"]}',
      '{"steps":[{"name":"payout","payoutFeeParty":"user"}]}',
      '{"steps":["payout","payout"]}',
      '{"steps":[{"name":"redirect","redirectUrl":"javascript:alert(1)"}]}',
      '{"steps":1e999}',
      '[]',
      'null',
      '"x"',
    ),
  ),
  often(2, fc.json({ maxDepth: 4 })),
  often(1, text(200)),
  often(1, fc.uint8Array({ maxLength: 200 })),
  often(1, fc.constantFrom('['.repeat(5000), `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`, ' '.repeat(20_000))),
  often(1, fc.array(text(20), { maxLength: 4 })),
  often(1, fc.constantFrom('x'.repeat(70_000), `{"steps":["${'y'.repeat(15_000)}"]}`)),
);
