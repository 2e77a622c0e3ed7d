'use client';
import { DotsFlowsError } from '@dots-flows/core';
import type { Appearance } from '@dots-flows/core';
import { createContext, useContext } from 'react';
import type { ServerAdapter } from './adapters/server-adapter.ts';
import type { EventBus } from './events/event-bus.ts';
import type { FrameFactory } from './flow-frame/frame-factory.ts';
import type { DotsFlowsMessages } from './messages/messages.ts';

/** What {@link DotsFlowsProvider} hands to everything below it. @public */
export interface DotsFlowsContextValue {
  readonly adapter: ServerAdapter;
  readonly appearance: Appearance | undefined;
  readonly messages: DotsFlowsMessages;
  /** BCP 47 tag in which amounts and dates are written. */
  readonly locale: string;
  /** Origins that a Flow link may have; `undefined` accepts any https origin. */
  readonly trustedOrigins: readonly string[] | undefined;
  /** @internal */
  readonly events: EventBus;
  /** @internal */
  readonly frames: FrameFactory;
}

/** @internal */
export const DotsFlowsContext = createContext<DotsFlowsContextValue | null>(null);

/**
 * Reads what the nearest `<DotsFlowsProvider>` was given.
 *
 * @throws `DotsFlowsError` `missing-provider` when there is none.
 * @public
 */
export function useDotsFlowsContext(): DotsFlowsContextValue {
  const value = useContext(DotsFlowsContext);
  if (value === null)
    throw new DotsFlowsError('missing-provider', {
      message:
        'Without a provider this knows no server. Wrap it in <DotsFlowsProvider adapter={httpAdapter({ baseUrl: "/api/dots" })}>.',
    });
  return value;
}
