import { html, raw } from 'hono/html';
import { controlState } from './control-state.ts';
import type { ControlState } from './control-state.ts';
import type { EmulatorParts } from './emulator-parts.ts';
import { activitySections } from './control-activity.ts';
import { actionButton, badge, clockTime, dollars, table, timeOf } from './control-markup.ts';
import type { Markup } from './control-markup.ts';

// In two pieces: a closing script tag inside a tagged template makes the bundler pull in a run-time helper.
const script = raw(['<script type="module" src="/control/page.js"></', 'script>'].join(''));

/** The page for people: server-rendered, refreshed section by section by a small script. */
export function controlPage(parts: EmulatorParts): Markup {
  const { appName } = parts.world.settings;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Dots emulator</title>
        <link rel="stylesheet" href="/control/page.css" />
        ${script}
      </head>
      <body>
        <header>
          <h1>Dots emulator</h1>
          <p>${appName}, on this machine only. No real money moves here.</p>
        </header>
        <p role="status" id="said"></p>
        <main>${controlSections(parts)}</main>
      </body>
    </html>`;
}

export function controlSections(parts: EmulatorParts): Markup {
  const state = controlState(parts);
  return html`${clockSection(state)} ${moneySection(state)} ${flowsSection(state)} ${usersSection(state)}
  ${transfersSection(state)} ${activitySections(state)}`;
}

const MINUTE_MS = 60_000;

function clockSection({ clock }: ControlState): Markup {
  const advance = (label: string, minutes: number) =>
    actionButton(label, { method: 'POST', path: '/control/clock', body: { advanceMs: minutes * MINUTE_MS } });
  return html`<section id="clock" aria-labelledby="clock-title">
    <h2 id="clock-title">Time</h2>
    <p class="big">
      ${clockTime(clock.now)} <small>${clock.now.slice(0, 10)} UTC${clock.isPaused ? ', standing still' : ''}</small>
    </p>
    <div class="actions">
      ${advance('+1 min', 1)} ${advance('+16 min', 16)} ${advance('+24 h', 24 * 60)}
      ${actionButton(clock.isPaused ? 'Let it run' : 'Stop the clock', {
        method: 'POST',
        path: '/control/clock',
        body: { paused: !clock.isPaused },
      })}
      ${actionButton('Start over', { method: 'POST', path: '/control/reset', body: {}, confirm: 'Forget everything and start over?' })}
    </div>
  </section>`;
}

function moneySection({ ledger }: ControlState): Markup {
  const tile = (label: string, cents: number) =>
    html`<div class="tile">
      <dt>${label}</dt>
      <dd>${dollars(cents)}</dd>
    </div>`;
  return html`<section id="money" aria-labelledby="money-title">
    <h2 id="money-title">Money</h2>
    <dl class="tiles">
      ${tile('App balance', ledger.appCents)} ${tile('Wallets', ledger.walletsCents)}
      ${tile('On hold', ledger.heldCents)} ${tile('Paid out', ledger.paidOutCents)}
    </dl>
    <p>
      ${
        ledger.balanced
          ? html`${badge('balanced', 'good')} All of it adds up to the ${dollars(ledger.fundedCents)} at the start.`
          : html`${badge('not balanced', 'bad')} The books do not add up: this is a fault of the emulator.`
      }
    </p>
  </section>`;
}

function flowsSection({ flows }: ControlState): Markup {
  return table({
    id: 'flows',
    title: 'Flows',
    empty: 'No Flow yet. POST /api/v2/flows makes one.',
    columns: ['Made', 'Steps', 'User', 'Page'],
    rows: flows.map((flow) => [
      timeOf(flow.created),
      flow.steps.map((step) => badge(step, flow.completed_steps.includes(step) ? 'good' : 'plain')),
      flow.user_id === null
        ? html`<span class="faint">nobody yet</span>`
        : html`<code>${flow.user_id.slice(0, 8)}</code>`,
      html`<a href="${flow.link}" target="_blank" rel="noopener noreferrer"
        >Open<span class="hidden"> Flow ${flow.id.slice(0, 8)}</span></a
      >`,
    ]),
  });
}

function usersSection({ users }: ControlState): Markup {
  return table({
    id: 'users',
    title: 'Users',
    empty: 'Nobody yet. Whoever signs in on a Flow page appears here.',
    columns: ['Name', 'Phone', 'Status', 'Tax form', 'Wallet', 'Change'],
    rows: users.map((user) => {
      const inReview = user.status === 'in_review';
      return [
        html`${user.first_name} ${user.last_name} <code>${user.id.slice(0, 8)}</code>`,
        user.phone_mask,
        badge(user.status, user.status === 'verified' ? 'good' : user.status === 'unverified' ? 'plain' : 'warn'),
        user.compliance['1099_collected']
          ? 'W-9'
          : user.compliance.w8_ben_collected
            ? 'W-8BEN'
            : html`<span class="faint">none</span>`,
        dollars(user.wallet.amount),
        actionButton(inReview ? 'End review' : 'Put in review', {
          method: 'POST',
          path: `/control/users/${user.id}/status`,
          body: { status: inReview ? 'verified' : 'in_review' },
        }),
      ];
    }),
  });
}

const moves: Readonly<Record<string, readonly (readonly [label: string, status: string])[]>> = {
  created: [
    ['Complete', 'completed'],
    ['Fail', 'failed'],
  ],
  pending: [
    ['Complete', 'completed'],
    ['Fail', 'failed'],
  ],
  flagged: [
    ['Release', 'completed'],
    ['Fail', 'failed'],
  ],
  completed: [['Reverse', 'reversed']],
};

function transfersSection({ transfers }: ControlState): Markup {
  return table({
    id: 'transfers',
    title: 'Transfers',
    empty: 'No transfer yet. POST /api/v2/transfers makes one.',
    columns: ['Made', 'User', 'What', 'Amount', 'Status', 'Change'],
    rows: transfers.map((transfer) => {
      const amountCents = Number(transfer.amount);
      const isPayout = transfer['type'] === 'payout';
      return [
        timeOf(String(transfer['created'])),
        html`<code>${transfer.user_id.slice(0, 8)}</code>`,
        isPayout ? 'Payout' : amountCents < 0 ? 'App to wallet' : 'Wallet to App',
        dollars(Math.abs(amountCents)),
        badge(
          transfer.status,
          transfer.status === 'completed' ? 'good' : transfer.status === 'failed' ? 'bad' : 'warn',
        ),
        (moves[transfer.status] ?? []).map(([label, status]) =>
          actionButton(label, { method: 'POST', path: `/control/transfers/${transfer.id}/status`, body: { status } }),
        ),
      ];
    }),
  });
}
