'use client';
import type { Flow, FlowLink } from '@dots-flows/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLatest } from '../internal/useLatest.ts';
import { linkLifetimeMs } from './link-age.ts';

/** How long a fresh link may take to arrive as a prop once its renewal has succeeded, in milliseconds. */
const ARRIVAL_MS = 1_000;
/** How long an aged link is held back at the most, in milliseconds: it still works, after a sign-in by code (documented). */
const HOLD_MS = 15_000;

interface LinkAgeOptions {
  readonly flow: Flow | FlowLink | null | undefined;
  /** Without a way to renew it, the age of a link does not matter. */
  readonly onRenew: (() => unknown) | undefined;
  /** Somebody works in the page: then a fresh link is offered, and never put in its place unasked. */
  readonly isTouched: boolean;
  readonly isClient: boolean;
}

interface SeenLink {
  readonly flow: Flow | FlowLink | null;
  /** Nothing may be shown until the fresh link is there. */
  readonly isHeld: boolean;
  readonly isAsked: boolean;
  readonly hasAged: boolean;
}

/**
 * Watches the sign-in of a link. One that has aged is renewed before it is shown: at mount, when the tab comes back,
 * and by `renew(true)`. In front of a user it only becomes `hasAged`.
 */
export function useLinkAge(options: LinkAgeOptions): SeenLink & { readonly renew: (isHeld: boolean) => void } {
  const { flow = null, onRenew, isClient } = options;
  // The first object seen with a link carries its deadline; later reads of the same Flow bring other objects.
  const look = (isFresh: boolean): SeenLink => {
    const hasAged = isClient && onRenew !== undefined && flow !== null && (linkLifetimeMs(flow, isFresh) ?? 1) <= 0;
    return { flow: isClient ? flow : null, isHeld: hasAged, isAsked: false, hasAged };
  };
  const [seen, setSeen] = useState(() => look(false));
  if (isClient && seen.flow?.link !== flow?.link) setSeen(look(seen.isAsked));
  const latest = useLatest({ ...options, seen });
  const askedFor = useRef<object | null>(null);

  const renew = useCallback(
    (isHeld: boolean) => {
      const { seen: old, onRenew: ask } = latest.current;
      if (!ask || askedFor.current === old.flow) return;
      askedFor.current = old.flow;
      const update = (change: Partial<SeenLink>): void =>
        setSeen((now) => (now.flow === old.flow ? { ...now, ...change } : now));
      update({ isAsked: true, isHeld });
      const settle = (): void => {
        if (askedFor.current === old.flow) askedFor.current = null;
        update({ isHeld: false });
      };
      setTimeout(settle, HOLD_MS);
      new Promise((resolve) => resolve(ask())).then(() => setTimeout(settle, ARRIVAL_MS), settle);
    },
    [latest],
  );

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = (): void => {
      clearTimeout(timer);
      const { seen: now, onRenew: canRenew, isTouched } = latest.current;
      const leftMs = now.flow && canRenew && linkLifetimeMs(now.flow, now.isAsked);
      if (!leftMs && leftMs !== 0) return;
      if (leftMs > 0) timer = setTimeout(check, leftMs);
      else if (document.visibilityState === 'visible' && isReturning && !isTouched) renew(true);
      else setSeen((before) => ({ ...before, hasAged: true }));
      isReturning = false;
    };
    const onVisible = (): void => {
      isReturning = true;
      check();
    };
    let isReturning = latest.current.seen.isHeld;
    check();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [seen.flow, latest, renew]);

  return { ...seen, renew };
}
