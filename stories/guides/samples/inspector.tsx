// #region sample
import { lazy, Suspense } from 'react';
import '@dots-flows/react/devtools.css';

const Inspector = lazy(async () => {
  const { DotsFlowsInspector } = await import('@dots-flows/react/devtools');
  return { default: DotsFlowsInspector };
});

// Below the provider, in development only.
export const DevTools = () => (
  <Suspense>
    <Inspector />
  </Suspense>
);
// #endregion
