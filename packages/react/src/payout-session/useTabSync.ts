'use client';
import { useEffect, useRef } from 'react';

/** What tabs tell each other: that there is something newer to read, never what it is. */
interface TabNews {
  readonly payoutId: string;
  readonly version: number;
}

/**
 * Lets the tabs of one site know of each other's news about a payout. Only the id and the version travel: a link never
 * does, and whoever hears of a newer version asks the server for it.
 *
 * @param onNewer - The same function at every render; `null` hears and tells nothing.
 * @internal
 */
export function useTabSync(payoutId: string, version: number, onNewer: (() => void) | null): void {
  const channel = useRef<BroadcastChannel | null>(null);
  const newest = useRef(-1);

  useEffect(() => {
    if (!onNewer) return undefined;
    let opened: BroadcastChannel;
    try {
      opened = new BroadcastChannel('dots-flows');
    } catch {
      // Pages of an opaque origin (a sandboxed frame) may not open one; they poll, as where there are no channels.
      return undefined;
    }
    channel.current = opened;
    newest.current = -1;
    opened.onmessage = ({ data }: MessageEvent<TabNews | null>) => {
      // Whatever else a page of this site may post fails one of the two.
      if (data?.payoutId !== payoutId || !(data.version > newest.current)) return;
      newest.current = data.version;
      onNewer();
    };
    return () => {
      opened.close();
      channel.current = null;
    };
  }, [payoutId, onNewer]);

  useEffect(() => {
    if (version <= newest.current) return;
    newest.current = version;
    channel.current?.postMessage({ payoutId, version } satisfies TabNews);
  }, [payoutId, version]);
}
