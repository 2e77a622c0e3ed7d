// #region sample
import { createDotsApi, createDotsFlows } from '@dots-flows/server';
import { traceDotsFlows } from '@dots-flows/server/opentelemetry';

const tracing = traceDotsFlows();
export const dots = createDotsFlows({
  ...options,
  api: createDotsApi({ environment: 'production', clientId, apiKey, fetch: tracing.fetch }),
  tracing,
});
// #endregion

declare const clientId: string;
declare const apiKey: string;
declare const options: Omit<Parameters<typeof createDotsFlows>[0], 'api' | 'tracing'>;
