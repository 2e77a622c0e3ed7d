'use client';
import type { Appearance } from '@dots-flows/core';
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query';
import { useContext, useMemo, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ServerAdapter } from './adapters/server-adapter.ts';
import { DotsFlowsContext } from './dots-flows-context.ts';
import type { DotsFlowsContextValue } from './dots-flows-context.ts';
import type { DotsFlowsEvent } from './events/dots-flows-event.ts';
import { createEventBus } from './events/event-bus.ts';
import { observeAdapter } from './events/observe-adapter.ts';
import { createFrameFactory } from './flow-frame/frame-factory.ts';
import { useLatest } from './internal/useLatest.ts';
import { en } from './messages/en.ts';
import type { DotsFlowsMessages } from './messages/messages.ts';

/** Props of {@link DotsFlowsProvider}. @public */
export interface DotsFlowsProviderProps {
  /** The way to your server: `httpAdapter`, `callsAdapter`, or your own four functions. Keep one object: create it outside the component, or memoise it. */
  readonly adapter: ServerAdapter;
  /** How Flow pages look. Left out, Dots' own look is used. */
  readonly appearance?: Appearance | undefined;
  /** Every word that is shown or said. Default English; other languages are separate imports. */
  readonly messages?: DotsFlowsMessages | undefined;
  /** BCP 47 tag for amounts and dates. Default, also for a tag that is none: the locale of `messages`. */
  readonly locale?: string | undefined;
  /**
   * Origins that a Flow link may have, such as `https://my.dots.dev`. Left out, any https link that the adapter returns
   * is opened (Dots documents several hosts, so none is built in). Name them in production.
   */
  readonly trustedOrigins?: readonly string[] | undefined;
  /** Told everything that happens, for logs and analytics. Events never hold a link. */
  readonly onEvent?: ((event: DotsFlowsEvent) => void) | undefined;
  readonly children?: ReactNode;
}

/** The tag as `Intl` takes it. It throws for others such as `en_US`, and another notation is better than no page. */
function localeOf(tag: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/**
 * Gives every Dots Flows component and hook below it the adapter, the look and the words. Renders nothing of its own.
 * Uses the React Query client that is already in context; without one it brings its own.
 *
 * @example
 * ```tsx
 * import { DotsFlowsProvider } from '@dots-flows/react';
 * import { httpAdapter } from '@dots-flows/react/http-adapter';
 *
 * const adapter = httpAdapter({ baseUrl: '/api/dots' });
 *
 * export const App = () => <DotsFlowsProvider adapter={adapter}>…</DotsFlowsProvider>;
 * ```
 * @public
 */
export function DotsFlowsProvider(props: DotsFlowsProviderProps): ReactElement {
  const { adapter, appearance, messages = en, trustedOrigins, onEvent, children } = props;
  const locale = localeOf(props.locale) || messages.locale;
  const latestOnEvent = useLatest(onEvent);
  const [events] = useState(() => createEventBus(latestOnEvent));

  const hostClient = useContext(QueryClientContext);
  const [ownClient] = useState(() => (hostClient ? null : new QueryClient()));

  const observedAdapter = useMemo(() => observeAdapter(adapter, events), [adapter, events]);
  const value = useMemo<DotsFlowsContextValue>(() => {
    const policy = { appearance, messages, trustedOrigins, events };
    return { ...policy, adapter: observedAdapter, locale, frames: createFrameFactory(policy) };
  }, [observedAdapter, appearance, messages, locale, trustedOrigins, events]);
  const content = <DotsFlowsContext.Provider value={value}>{children}</DotsFlowsContext.Provider>;
  return ownClient ? <QueryClientProvider client={ownClient}>{content}</QueryClientProvider> : content;
}
