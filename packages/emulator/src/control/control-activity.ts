import { html } from 'hono/html';
import type { FaultEffect } from '../http/faults.ts';
import type { WebhookMessage } from '../webhooks/webhook-endpoint.ts';
import { actionButton, badge, table, timeOf } from './control-markup.ts';
import type { Action, Markup } from './control-markup.ts';
import type { ControlState } from './control-state.ts';

/** What came in, what went out, and what is set to go wrong. */
export function activitySections(state: ControlState): Markup {
  return html`${webhooksSection(state)} ${faultsSection(state)} ${requestsSection(state)}`;
}

function webhooksSection({ webhooks, webhookEndpoints }: ControlState): Markup {
  const endpoints =
    webhookEndpoints.length === 0
      ? html`<p class="faint">No endpoint is registered, so nothing is sent.</p>`
      : html`<p class="faint">
          To
          ${webhookEndpoints.map((endpoint) => html`<code>${endpoint.url}</code>${endpoint.isDisabled ? ' (switched off)' : ''} `)}
        </p>`;
  return table({
    id: 'webhooks',
    title: 'Webhooks',
    empty: 'None yet.',
    before: endpoints,
    columns: ['Made', 'Event', 'Tries', 'State', 'Change'],
    rows: webhooks.map((message) => [
      timeOf(new Date(message.createdAtMs).toISOString()),
      html`<code>${message.event}</code>`,
      triesText(message),
      badge(message.state, stateTone(message.state)),
      actionButton('Send again', { method: 'POST', path: `/control/webhooks/${message.id}/redeliver` }),
    ]),
  });
}

/** `3, last 503`. */
function triesText({ attempts }: WebhookMessage): string {
  const last = attempts.at(-1);
  return last === undefined ? 'none yet' : `${attempts.length}, last ${last.outcome}`;
}

function stateTone(state: WebhookMessage['state']) {
  if (state === 'delivered') return 'good';
  return state === 'waiting' ? 'plain' : 'bad';
}

const presets: readonly (readonly [label: string, action: Action])[] = [
  [
    'Lose the next answer to POST transfers',
    fault({ kind: 'lost-response' }, { method: 'POST', path: '/v2/transfers' }),
  ],
  [
    'Apply the next POST transfers 30 s late',
    fault({ kind: 'late', delayMs: 30_000 }, { method: 'POST', path: '/v2/transfers' }),
  ],
  ['Answer 503 to the next API request', fault({ kind: 'error', status: 503 }, { path: '/v2/**' })],
  ['Slow down the next 10 requests by 2 s', fault({ kind: 'latency', ms: 2000 }, { count: 10 })],
  ['Flag the next transfer', { method: 'POST', path: '/control/transfer-script', body: { status: 'flagged' } }],
  [
    'Leave the next transfer pending',
    { method: 'POST', path: '/control/transfer-script', body: { status: 'pending' } },
  ],
  ['Fail the next transfer', { method: 'POST', path: '/control/transfer-script', body: { status: 'failed' } }],
  ['Drop the next webhook', { method: 'POST', path: '/control/webhook-faults', body: { effect: { kind: 'missing' } } }],
  [
    'Send the next webhook three times',
    { method: 'POST', path: '/control/webhook-faults', body: { effect: { kind: 'duplicate', copies: 2 } } },
  ],
];

function fault(effect: FaultEffect, match: object): Action {
  return { method: 'POST', path: '/control/faults', body: { ...match, effect } };
}

function faultsSection({ faults, transferScript, webhookFaults }: ControlState): Markup {
  const left = (count: number | null | undefined) =>
    count === null || count === undefined ? 'every one' : `next ${count}`;
  const rows = [
    ...faults.map((active) => [
      html`<code>${active.method ?? 'any'} ${active.path ?? 'any path'}</code>`,
      active.effect.kind,
      left(active.count),
      actionButton('Remove', { method: 'DELETE', path: `/control/faults/${active.id}` }),
    ]),
    ...transferScript.map((script) => [
      'new transfers',
      `left ${script.status}`,
      left(script.count),
      actionButton('Remove', { method: 'DELETE', path: '/control/transfer-script' }),
    ]),
    ...webhookFaults.map((active) => [
      html`webhooks <code>${active.event ?? 'any'}</code>`,
      active.effect.kind,
      left(active.count),
      actionButton('Remove', { method: 'DELETE', path: '/control/webhook-faults' }),
    ]),
  ];
  return table({
    id: 'faults',
    title: 'Faults',
    empty: 'Nothing is set to go wrong.',
    before: html`<details>
      <summary>Make something go wrong</summary>
      <div class="actions">${presets.map(([label, action]) => actionButton(label, action))}</div>
    </details>`,
    columns: ['What', 'Fault', 'How often', 'Change'],
    rows,
  });
}

function requestsSection({ requests }: ControlState): Markup {
  return table({
    id: 'requests',
    title: 'Requests',
    empty: 'None yet.',
    columns: ['At', 'Request', 'Answer', 'Faults'],
    rows: requests.map((request) => [
      timeOf(new Date(request.atMs).toISOString()),
      html`<code>${request.method} ${request.path}</code>`,
      badge(String(request.status), request.status === 'cut' ? 'bad' : request.status < 400 ? 'good' : 'warn'),
      request.faults.join(', '),
    ]),
  });
}
