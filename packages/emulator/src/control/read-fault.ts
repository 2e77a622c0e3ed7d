import type { Body } from '../dots/body-fields.ts';
import { isBody } from '../dots/body-fields.ts';
import { scriptedStatuses } from '../dots/transfer-script.ts';
import type { Fault, FaultEffect } from '../http/faults.ts';
import type { WebhookEffect, WebhookFault } from '../webhooks/webhook-faults.ts';
import {
  choiceField,
  ControlMistake,
  countField,
  numberField,
  objectField,
  optionalTextField,
  textField,
} from './control-input.ts';

/** Reads a {@link Fault} from JSON. @throws ControlMistake naming the first field that is wrong. */
export function readFault(body: Body): Fault {
  return {
    method: optionalTextField(body, 'method'),
    path: optionalTextField(body, 'path'),
    count: countField(body),
    skip: body['skip'] === undefined ? undefined : Math.trunc(numberField(body, 'skip')),
    effect: readEffect(objectField(body, 'effect')),
  };
}

const kinds = [
  'latency',
  'error',
  'lost-response',
  'late',
  'refused',
  'truncated',
  'list-lag',
  'used-key',
  'forgotten-key',
  'transfer-outcome',
] as const satisfies readonly FaultEffect['kind'][];

function readEffect(effect: Body): FaultEffect {
  const kind = choiceField(effect, 'kind', kinds);
  switch (kind) {
    case 'latency':
    case 'list-lag':
      return { kind, ms: numberField(effect, 'ms') };
    case 'late':
      return { kind, delayMs: numberField(effect, 'delayMs') };
    case 'used-key':
      return { kind, status: statusField(effect) };
    case 'transfer-outcome':
      return { kind, status: choiceField(effect, 'status', scriptedStatuses) };
    case 'error':
      return {
        kind,
        status: statusField(effect),
        errorCode: optionalTextField(effect, 'errorCode'),
        message: optionalTextField(effect, 'message'),
        body: optionalTextField(effect, 'body'),
        headers: headersField(effect),
      };
    case 'forgotten-key':
    case 'lost-response':
    case 'refused':
    case 'truncated':
      return { kind };
  }
}

function statusField(effect: Body): number {
  const status = numberField(effect, 'status', 200);
  if (!Number.isInteger(status) || status > 599)
    throw new ControlMistake('status must be a whole number from 200 to 599.');
  return status;
}

function headersField(effect: Body): Record<string, string> | undefined {
  const { headers } = effect;
  if (headers === undefined) return undefined;
  if (!isBody(headers)) throw new ControlMistake('headers must be an object of texts.');
  return Object.fromEntries(Object.keys(headers).map((name) => [name, textField(headers, name)]));
}

/** Reads a {@link WebhookFault} from JSON. @throws ControlMistake naming the first field that is wrong. */
export function readWebhookFault(body: Body): WebhookFault {
  return {
    event: optionalTextField(body, 'event'),
    count: countField(body),
    effect: readWebhookEffect(objectField(body, 'effect')),
  };
}

const webhookKinds = [
  'missing',
  'duplicate',
  'delay',
  'reorder',
  'bad-signature',
] as const satisfies readonly WebhookEffect['kind'][];

function readWebhookEffect(effect: Body): WebhookEffect {
  const kind = choiceField(effect, 'kind', webhookKinds);
  switch (kind) {
    case 'duplicate':
      return { kind, copies: Math.trunc(numberField(effect, 'copies', 1)) };
    case 'delay':
      return { kind, ms: numberField(effect, 'ms') };
    case 'missing':
    case 'reorder':
    case 'bad-signature':
      return { kind };
  }
}
