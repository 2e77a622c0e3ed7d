import { isBody } from '../dots/body-fields.ts';
import type { Body } from '../dots/body-fields.ts';
import { defaultSettings } from '../dots/world-settings.ts';
import type { WorldSettings } from '../dots/world-settings.ts';
import { ControlMistake } from './control-input.ts';

/** Settings with a closed list of texts; all others are checked by the type of their default. */
const choices: Readonly<Partial<Record<keyof WorldSettings, readonly string[]>>> = {
  amounts: ['text', 'number'],
  automaticStepName: ['onboard', 'authorization', 'authentication', 'onboarding'],
  keyFormat: ['uuid', 'uuid-v4'],
  redirectUrlRule: ['documented', 'any'],
  unknownSteps: ['refuse', 'accept'],
  transferToPersonInReview: ['flagged', 'completed'],
};

const messageChoices: Readonly<Record<string, readonly string[]>> = {
  height: ['once', 'on-resize', 'never'],
  encoding: ['object', 'json-text'],
  steps: ['once', 'twice', 'never'],
};

/** Reads changed settings from JSON. @throws ControlMistake for an unknown name or a value of another kind. */
export function readSettings(body: Body, current: WorldSettings): Partial<WorldSettings> {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (!isSettingName(name)) throw new ControlMistake(`There is no setting ${name}.`);
    changes[name] = name === 'messages' ? readMessages(value, current) : readSetting(name, value);
  }
  return changes;
}

function isSettingName(name: string): name is keyof WorldSettings {
  return Object.hasOwn(defaultSettings, name);
}

function readSetting(name: keyof WorldSettings, value: unknown): unknown {
  const allowed = choices[name];
  if (allowed !== undefined && !allowed.some((choice) => choice === value)) {
    throw new ControlMistake(`${name} must be one of ${allowed.join(', ')}.`);
  }
  const type = typeof defaultSettings[name];
  if (typeof value !== type) throw new ControlMistake(`${name} must be a ${type}.`);
  if (type === 'number' && (!Number.isFinite(value) || Number(value) < 0)) {
    throw new ControlMistake(`${name} must be a number of 0 or more.`);
  }
  return value;
}

function readMessages(value: unknown, current: WorldSettings): WorldSettings['messages'] {
  if (!isBody(value)) throw new ControlMistake('messages must be an object.');
  for (const [name, choice] of Object.entries(value)) {
    const allowed = Object.hasOwn(messageChoices, name) ? messageChoices[name] : undefined;
    const isStatus = name === 'statusOverride' && (choice === null || typeof choice === 'string');
    if (!isStatus && allowed?.some((other) => other === choice) !== true) {
      throw new ControlMistake(`messages.${name} cannot be that.`);
    }
  }
  return { ...current.messages, ...value };
}
