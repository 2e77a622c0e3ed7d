export { DotsFlowsInspector } from './DotsFlowsInspector.tsx';
export { TIMELINE_KINDS } from './timeline.ts';

export type { DotsFlowsInspectorProps } from './DotsFlowsInspector.tsx';
export type { TimelineEntry, TimelineKind } from './timeline.ts';
