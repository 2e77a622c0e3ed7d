import type { FlowLink, PayoutSession } from '@dots-flows/core';

/** The Flow of the session's stage, if that stage has one. @public */
export function flowOf(session: PayoutSession | undefined): FlowLink | null {
  return session && 'flow' in session ? session.flow : null;
}
