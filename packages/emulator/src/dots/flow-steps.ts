import { isBody } from './body-fields.ts';
import { invalidInput } from './dots-refusal.ts';
import type { FlowStep } from './records.ts';
import type { WorldSettings } from './world-settings.ts';

/** The step names of Dots' OpenAPI file (documented). The automatic first one is not among them. */
export const sendableSteps = [
  'compliance',
  'id-verification',
  'background-check',
  'manage-payouts',
  'manage-payments',
  'payout',
  'redirect',
  'pdf-form-fill',
] as const;

const automaticSpellings = new Set(['onboard', 'authorization', 'authentication', 'onboarding']);

/**
 * Reads the `steps` of `POST /v2/flows`: names, objects with a `name`, or a mixture (documented).
 *
 * @throws DotsRefusal `invalid-input` naming the first item that is wrong.
 */
export function readSteps(value: unknown, settings: WorldSettings): FlowStep[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw invalidInput('steps is required: a list with at least one step.');
  }
  const steps = value.map((item: unknown, index) => readStep(item, index, settings));
  const names = steps.map((step) => step.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalidInput(`steps must be unique: ${twice} is there twice.`);
  return steps;
}

function readStep(item: unknown, index: number, settings: WorldSettings): FlowStep {
  const step = typeof item === 'string' ? { name: item } : item;
  if (!isBody(step) || typeof step['name'] !== 'string' || step['name'] === '') {
    throw invalidInput(`steps[${index}] must be a step name, or an object with a name.`);
  }
  const { name, ...options } = step;
  const known = sendableSteps.some((other) => other === name);
  if (!known && settings.unknownSteps === 'refuse') {
    throw invalidInput(
      automaticSpellings.has(name)
        ? `steps[${index}]: Dots adds the sign-in step by itself when no user_id is given. Leave it out.`
        : `steps[${index}] is none of ${sendableSteps.join(', ')}.`,
    );
  }
  checkOptions(name, options, index, settings);
  return { name, options };
}

const booleanOptions = [
  'hide_continue_button',
  'auto_payout_enabled',
  'require_default_payout_method',
  'require_auto_payout_method',
];

function checkOptions(name: string, options: Record<string, unknown>, index: number, settings: WorldSettings) {
  for (const option of booleanOptions) {
    if (options[option] !== undefined && typeof options[option] !== 'boolean') {
      throw invalidInput(`steps[${index}].${option} must be true or false.`);
    }
  }
  const feeParty = options['payout_fee_party'];
  if (feeParty !== undefined && feeParty !== 'platform' && feeParty !== 'user') {
    throw invalidInput(`steps[${index}].payout_fee_party must be platform or user.`);
  }
  if (name === 'redirect') {
    const why = redirectUrlProblem(options['redirect_url'], settings.redirectUrlRule);
    if (why !== null) throw invalidInput(`steps[${index}].redirect_url ${why}`);
  }
  if (name === 'pdf-form-fill' && typeof options['template_id'] !== 'string') {
    throw invalidInput(`steps[${index}].template_id is required for pdf-form-fill.`);
  }
}

/** The pattern of the OpenAPI file wants a dotted host whose last label has at most 6 characters (documented). */
function redirectUrlProblem(value: unknown, rule: WorldSettings['redirectUrlRule']): string | null {
  if (typeof value !== 'string') return 'is required for redirect.';
  if (!URL.canParse(value)) return 'must be an absolute http or https address.';
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an absolute http or https address.';
  if (url.username !== '' || url.password !== '') return 'must not hold credentials.';
  const labels = url.hostname.split('.');
  if (rule === 'documented' && (labels.length < 2 || (labels.at(-1) ?? '').length > 6)) {
    return (
      "has a host that Dots' published pattern does not allow: it needs a dot and a last part of at most 6 characters. " +
      'Use 127.0.0.1 instead of localhost, or set redirectUrlRule to any.'
    );
  }
  return null;
}
