'use client';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { KnownFrames } from './useTimeline.ts';

const untilText = (leftMs: number): string => {
  if (leftMs <= 0) return 'aged: its user signs in again by code';
  const seconds = Math.floor(leftMs / 1000);
  return `signed in for ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** What each frame shows, and how long its link still signs its user in. */
export function LinkAges({ frames }: { readonly frames: KnownFrames }): ReactElement {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <ul className="df-inspector-frames">
      {[...frames].map(([flowId, { phase, signedInUntil }]) => (
        <li key={flowId}>
          <b>Flow {flowId.slice(0, 4)}…</b> {phase},{' '}
          {signedInUntil === null ? 'not signed in' : untilText(Date.parse(signedInUntil) - nowMs)}
        </li>
      ))}
    </ul>
  );
}
