import { useState } from 'react';
import { useFlowContext } from '../flow-context.ts';
import { Button } from '../parts/Button.tsx';
import { DonePanel } from '../parts/DonePanel.tsx';
import { Dashboard } from './Dashboard.tsx';

/** All steps are done. */
export function EndScreen() {
  const { view } = useFlowContext();
  const [isOnDashboard, setOnDashboard] = useState(false);
  if (isOnDashboard && view.payee) return <Dashboard payee={view.payee} onBack={() => setOnDashboard(false)} />;
  return (
    <DonePanel title="All done" lead="This is complete. There is nothing more to do here.">
      {!view.hideGoToDashboard && view.payee && (
        <Button kind="quiet" onClick={() => setOnDashboard(true)}>
          Go to dashboard
        </Button>
      )}
    </DonePanel>
  );
}
