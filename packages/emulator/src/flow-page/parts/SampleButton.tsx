import { useFlowContext } from '../flow-context.ts';
import { Button } from './Button.tsx';

/** Fills a form with made-up data; in the sandbox only, and says so. */
export function SampleButton({ onFill }: { onFill: () => void }) {
  const { view } = useFlowContext();
  if (!view.sandbox) return null;
  return (
    <div className="fp-sample">
      <Button kind="link" onClick={onFill}>
        Sandbox: fill in sample data
      </Button>
    </div>
  );
}
