/** The Dots world and its page backend without Node: for a page that runs Flow pages with no server behind them. */
export { createDotsWorld } from './dots/world.ts';
export type { DotsWorld, DotsWorldOptions } from './dots/world.ts';
export type { ClockOptions, WorldClock } from './dots/clock.ts';
export { DotsRefusal } from './dots/dots-refusal.ts';
export { inPageBackend } from './dots/page/in-page-backend.ts';
export type { InPageBackendOptions } from './dots/page/in-page-backend.ts';
export type { SeedUser } from './dots/seed-user.ts';
export type { WorldEvent } from './dots/world-events.ts';
export type { WorldSettings } from './dots/world-settings.ts';
export type { FlowPageBackend, FlowView } from './flow-page/flow-page-backend.ts';
export { serveFlowPages, staticFlowPageOrigin } from './flow-page-static/serve-flow-pages.ts';
