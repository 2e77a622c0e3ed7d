/** What a frame shows. @public */
export type FlowFramePhase =
  'preparing' | 'loading' | 'slow' | 'revealed' | 'ready' | 'complete' | 'returned' | 'error';
