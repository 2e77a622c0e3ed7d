import { isBody } from '../dots/body-fields.ts';
import type { Body } from '../dots/body-fields.ts';

/** A control request that makes no sense; its message is for the developer who sent it. */
export class ControlMistake extends Error {
  override readonly name = 'ControlMistake';
  readonly status: 400 | 404;

  constructor(message: string, status: 400 | 404 = 400) {
    super(message);
    this.status = status;
  }
}

export function textField(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new ControlMistake(`${name} is required and must be text.`);
  return value;
}

export function optionalTextField(body: Body, name: string): string | undefined {
  return body[name] === undefined || body[name] === null ? undefined : textField(body, name);
}

export function numberField(body: Body, name: string, least = 0): number {
  const value = body[name];
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least) {
    throw new ControlMistake(`${name} must be a number of ${least} or more.`);
  }
  return value;
}

/** A whole number of 1 or more, `null` for no end, or nothing. */
export function countField(body: Body): number | null | undefined {
  const { count } = body;
  if (count === undefined || count === null) return count;
  return Math.trunc(numberField(body, 'count', 1));
}

export function objectField(body: Body, name: string): Body {
  const value = body[name];
  if (!isBody(value)) throw new ControlMistake(`${name} is required and must be an object.`);
  return value;
}

/** One of a closed list of texts. */
export function choiceField<const Choice extends string>(body: Body, name: string, choices: readonly Choice[]): Choice {
  const value = choices.find((choice) => choice === body[name]);
  if (value === undefined) throw new ControlMistake(`${name} must be one of ${choices.join(', ')}.`);
  return value;
}
