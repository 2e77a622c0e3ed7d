'use client';
import { useEffect, useRef } from 'react';
import { useLatest } from '../internal/useLatest.ts';

const CHANNEL = 'dots-flows';

/** What tabs tell each other: that there is something newer to read, never what it is. */
interface TabNews {
  readonly payoutId: string;
  readonly version: number;
}

function isTabNews(data: unknown): data is TabNews {
  const news = data as Partial<TabNews> | null;
  return typeof news?.payoutId === 'string' && typeof news.version === 'number';
}

function openChannel(): BroadcastChannel | null {
  try {
    return typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
  } catch {
    // Pages of an opaque origin (a sandboxed frame) may not open one; they poll like a browser without channels.
    return null;
  }
}

/**
 * Lets the tabs of one site know of each other's news about a payout. Only the id and the version travel: a link never
 * does, and whoever hears of a newer version asks the server for it.
 *
 * @internal
 */
export function useTabSync(payoutId: string, version: number | undefined, onNewer: () => void): void {
  const channel = useRef<BroadcastChannel | null>(null);
  const newestVersion = useRef(-1);
  const latestOnNewer = useLatest(onNewer);

  useEffect(() => {
    const opened = openChannel();
    if (!opened) return;
    channel.current = opened;
    newestVersion.current = -1;
    opened.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isTabNews(data) || data.payoutId !== payoutId || data.version <= newestVersion.current) return;
      newestVersion.current = data.version;
      latestOnNewer.current();
    };
    return () => {
      channel.current = null;
      opened.close();
    };
  }, [payoutId, latestOnNewer]);

  useEffect(() => {
    if (version === undefined || version <= newestVersion.current) return;
    newestVersion.current = version;
    channel.current?.postMessage({ payoutId, version } satisfies TabNews);
  }, [payoutId, version]);
}
