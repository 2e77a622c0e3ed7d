import type { ScriptedStatus } from '../dots/transfer-script.ts';
import type { DotsWorld } from '../dots/world.ts';
import type { WorldSettings } from '../dots/world-settings.ts';

/** What a fault changes for one request only. */
export interface RequestOverrides {
  readonly settings: Partial<WorldSettings>;
  readonly transferStatus: ScriptedStatus | undefined;
}

/** Runs a synchronous piece of work under them. Nothing else can run meanwhile, so nothing else is touched. */
export function withOverrides<Result>(world: DotsWorld, overrides: RequestOverrides, work: () => Result): Result {
  const before = { ...world.settings };
  Object.assign(world.settings, overrides.settings);
  try {
    return world.transferScript.during(overrides.transferStatus, work);
  } finally {
    Object.assign(world.settings, before);
  }
}
