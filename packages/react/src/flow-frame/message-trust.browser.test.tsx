import { afterEach, describe, expect, it } from 'vitest';
import {
  flowOf,
  flowOrigin,
  forge,
  frame,
  frames,
  has,
  heard,
  otherOrigin,
  post,
  showFrame,
  state,
  tell,
} from '../../test/frame-kit.tsx';
import { observeRejectedMessages } from './message-hub.ts';
import type { RejectedMessage } from './message-hub.ts';

const STEP = { step: 'compliance', status: 'completed' };

/** Origins that look like the given one and are not it. */
function lookAlikes(origin: string): string[] {
  const { protocol, hostname, port, host } = new URL(origin);
  const labels = hostname.split('.');
  const tlds = ['evil.example', 'dev', 'co', 'com', 'net', 'xyz', 'app', 'example', 'test', 'io'];
  const junk = [
    'a',
    'x',
    '-',
    '_',
    '1',
    '0',
    'my',
    'www',
    'evil',
    'dots',
    'xn--',
    '%00',
    '%2e',
    '\u200b',
    '\u0430',
    '\u043e',
    '\u2024',
    '.',
    '/',
    '\\',
    '@',
    '#',
    '?',
    ':',
    ' ',
  ];
  const list = [
    ...tlds.map((tld) => `${protocol}//${host}.${tld}`),
    ...tlds.map((tld) => `${protocol}//${host}-${tld}`),
    ...tlds.map((tld) => `${protocol}//${tld}.${host}`),
    ...junk.flatMap((text) => [
      `${protocol}//${text}${host}`,
      `${protocol}//${host}${text}`,
      `${text}${protocol}//${host}`,
      `${protocol}//${labels[0]}${text}.${labels.slice(1).join('.')}`,
    ]),
    ...[1, 22, 80, 81, 443, 444, 3000, 8080, 8443, 65_535].map((other) => `${protocol}//${hostname}:${other}`),
    ...['http:', 'https:', 'ws:', 'wss:', 'ftp:', 'file:', 'blob:', 'data:', 'HTTP:', 'HTTPS:']
      .filter((other) => other !== protocol)
      .map((other) => `${other}//${host}`),
    ...['', '.', '..', '/', '//', ' ', '\t', '\n', '\0', '\u00a0']
      .map((tail) => `${origin}${tail}`)
      .filter((text) => text !== origin),
    ...Array.from(host, (_char, index) => `${protocol}//${host.slice(0, index)}${host.slice(index + 1)}`),
    ...Array.from(host, (char, index) => `${protocol}//${host.slice(0, index)}${char}${host.slice(index)}`),
    ...Array.from(
      host,
      (char, index) =>
        `${protocol}//${host.slice(0, index)}${String.fromCodePoint((char.codePointAt(0) ?? 0) + 1)}${host.slice(index + 1)}`,
    ),
    origin.toUpperCase(),
    `${protocol}//${hostname.toUpperCase()}${port && `:${port}`}`,
    `${protocol}//user@${host}`,
    `${protocol}//${host}@evil.example`,
    `${protocol}//evil.example#${origin}`,
    `${protocol}//evil.example?${origin}`,
    `${protocol}//evil.example/${origin}`,
    `https://evil.example/?origin=${encodeURIComponent(origin)}`,
    protocol,
    `${protocol}//`,
    host,
    hostname,
    '',
    '*',
    'null',
    'undefined',
    'about:blank',
    'about:srcdoc',
    'file://',
    'chrome-extension://abcdefghijklmnop',
  ];
  return [...new Set(list)].filter((text) => text !== origin && text !== origin.toLowerCase());
}

/** A small seeded generator; the seed is part of the test's name. */
function* mutations(origin: string, seed: number, count: number): Generator<string> {
  let value = seed;
  const random = (below: number): number => {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((value / 2 ** 32) * below);
  };
  for (let index = 0; index < count; index += 1) {
    let text = origin;
    for (let edits = 1 + random(3); edits > 0; edits -= 1) {
      const at = random(text.length + 1);
      const char = String.fromCodePoint(33 + random(94));
      text =
        [
          text.slice(0, at) + char + text.slice(at),
          text.slice(0, at) + text.slice(at + 1),
          text.slice(0, at) + char + text.slice(at + 1),
        ][random(3)] ?? text;
    }
    if (text !== origin) yield text;
  }
}

const rejected: RejectedMessage[] = [];
let stop = observeRejectedMessages((message) => rejected.push(message));
afterEach(() => {
  stop();
  rejected.length = 0;
  stop = observeRejectedMessages((message) => rejected.push(message));
});

describe('a message of a Flow page', () => {
  it('counts when it comes from the frame, from its origin, in a known shape', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    await post(STEP);
    await post(JSON.stringify({ step: 'manage-payouts', status: 'completed-saved' }));
    expect(recorder.told('onStepComplete')).toMatchObject([
      STEP,
      { step: 'manage-payouts', status: 'completed-saved' },
    ]);
  });

  it('is ignored from every origin that only looks alike', async () => {
    const trusted = 'https://my.dots.dev';
    const { recorder } = await showFrame({ flow: flowOf(), trustedOrigins: [flowOrigin, trusted] });
    const origins = [...lookAlikes(trusted), ...lookAlikes(flowOrigin)].filter((origin) => origin !== location.origin);
    expect(origins.length).toBeGreaterThan(300);
    const source = frame().contentWindow;
    rejected.length = 0;
    for (const origin of origins) forge({ origin, source, data: STEP });
    expect(recorder.told('onStepComplete')).toEqual([]);
    expect(rejected).toEqual(origins.map((origin) => ({ reason: 'foreign-origin', origin })));
    // The listener was there all the time.
    forge({ origin: trusted, source, data: STEP });
    expect(recorder.told('onStepComplete')).toHaveLength(1);
  });

  it.each([1, 20_261_122])('is ignored from 2,000 mutated origins (seed %i)', async (seed) => {
    const { recorder } = await showFrame({ flow: flowOf(), trustedOrigins: [flowOrigin] });
    const source = frame().contentWindow;
    for (const origin of mutations(flowOrigin, seed, 2_000)) forge({ origin, source, data: STEP });
    expect(recorder.told('onStepComplete')).toEqual([]);
  });

  it('is ignored with the origin "null", even if a host trusts it', async () => {
    const flow = flowOf();
    const { recorder } = await showFrame({ flow, trustedOrigins: ['null', flowOrigin] });
    forge({ origin: 'null', source: frame().contentWindow, data: STEP });
    expect(recorder.told('onStepComplete')).toEqual([]);
    expect(rejected.at(-1)).toEqual({ reason: 'foreign-origin', origin: 'null' });
  });

  it('is ignored from a page whose sandbox takes its origin away', async () => {
    const loaded = heard((event) => has(event, 'test'));
    const { recorder } = await showFrame({ flow: flowOf(), sandbox: 'allow-scripts' }, { until: 'loading' });
    expect((await loaded).origin).toBe('null');
    expect(state()).toBe('loading');
    expect(recorder.told('onMessage')).toEqual([]);
  });

  it('is ignored from every other window, whatever its origin', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    const stranger = document.createElement('iframe');
    document.body.append(stranger);
    const { port1 } = new MessageChannel();
    for (const source of [window, window.parent, window.top, stranger.contentWindow, port1, null])
      forge({ origin: flowOrigin, source, data: STEP });
    stranger.remove();
    expect(recorder.told('onStepComplete')).toEqual([]);
    expect(rejected.filter(({ reason }) => reason === 'foreign-window')).toHaveLength(6);
  });

  it('is ignored from a real page of the right origin in a frame that is not ours', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    const stranger = document.createElement('iframe');
    const spoke = heard((event) => event.source === stranger.contentWindow && has(event, 'height'));
    stranger.src = `${flowOrigin}/flow/stranger?height=900`;
    document.body.append(stranger);
    expect((await spoke).origin).toBe(flowOrigin);
    stranger.remove();
    expect(recorder.told('onMessage')).toHaveLength(1);
  });

  it('is ignored from a frame inside the Flow page, even of the same origin', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    const nested = heard((event) => event.source !== frame().contentWindow && has(event, 'step'));
    tell({ nest: `${flowOrigin}/flow/nested` });
    // The nested page may still be loading, so it is told again until it answers.
    const timer = setInterval(() => tell({ pass: { post: STEP, to: 'grandparent' } }), 50);
    expect((await nested).origin).toBe(flowOrigin);
    clearInterval(timer);
    expect(recorder.told('onStepComplete')).toEqual([]);
    expect(rejected.at(-1)).toEqual({ reason: 'foreign-window', origin: flowOrigin });
  });

  it('is ignored once the page in the frame has gone to another origin', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    const arrived = heard((event) => event.origin === otherOrigin);
    tell({ go: `${otherOrigin}/flow/elsewhere?height=900` });
    await arrived;
    await post(STEP);
    expect(recorder.told('onMessage')).toHaveLength(1);
    expect(rejected.filter(({ reason, origin }) => reason === 'foreign-origin' && origin === otherOrigin)).not.toEqual(
      [],
    );
  });

  it('is ignored from the window that a moved node had before', async () => {
    const { recorder } = await showFrame({ flow: flowOf() });
    const node = frame();
    const before = node.contentWindow;
    const box = document.createElement('div');
    node.parentElement?.append(box);
    const spoke = heard((event) => event.source !== before && has(event, 'height'));
    const loaded = new Promise((resolve) => {
      node.addEventListener('load', resolve, { once: true });
    });
    box.append(node);
    expect(node.contentWindow === before).toBe(false);
    forge({ origin: flowOrigin, source: before, data: STEP });
    expect(recorder.told('onStepComplete')).toEqual([]);
    await spoke;
    await loaded;
    forge({ origin: flowOrigin, source: node.contentWindow, data: STEP });
    expect(recorder.told('onStepComplete')).toHaveLength(1);
    box.before(node);
    box.remove();
  });

  it.each([
    null,
    undefined,
    0,
    'completed',
    '{"step":"compliance"',
    [],
    [STEP],
    {},
    { step: 'compliance' },
    { status: 'completed' },
    { step: 1, status: 'completed' },
    { step: '', status: 'completed' },
    { step: 'x'.repeat(201), status: 'completed' },
    { height: '612' },
    { height: Number.NaN },
    { height: Number.POSITIVE_INFINITY },
    { height: -1 },
    { height: 0 },
    { type: 'height', value: 612 },
    new Map([['step', 'compliance']]),
    new Date(0),
  ])('is ignored in a shape that Dots does not document: %o', async (data) => {
    const { recorder } = await showFrame({ flow: flowOf() });
    const before = recorder.events.length;
    forge({ origin: flowOrigin, source: frame().contentWindow, data });
    expect(recorder.events).toHaveLength(before);
    expect(rejected.at(-1)).toEqual({ reason: 'unknown-shape', origin: flowOrigin });
  });

  it('reaches its own frame and no other', async () => {
    const first = await showFrame({ flow: flowOf() });
    const second = await showFrame({ flow: flowOf('?height=500') });
    await expect.poll(() => frames().length).toBe(2);
    await expect.poll(() => state(1)).toBe('ready');
    await post(STEP, 1);
    expect(first.recorder.told('onStepComplete')).toEqual([]);
    expect(second.recorder.told('onStepComplete')).toHaveLength(1);
  });
});
