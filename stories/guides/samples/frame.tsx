import { DotsFlowFrame } from '@dots-flows/react';

export const Frame = () => (
  // #region sample
  <DotsFlowFrame steps={['compliance', 'manage-payouts']} onStepComplete={({ step }) => console.log(step)} />
  // #endregion
);
