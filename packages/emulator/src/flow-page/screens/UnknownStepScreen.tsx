import { useFlowContext } from '../flow-context.ts';
import { Button } from '../parts/Button.tsx';
import { DonePanel } from '../parts/DonePanel.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useStep } from '../parts/useStep.ts';

/** A step that the emulator has no page for. */
export function UnknownStepScreen({ step }: { step: string }) {
  const { act, isBusy } = useFlowContext();
  const { isDone } = useStep(step);
  if (isDone) return <DonePanel title="This step is done" lead="There is nothing more to do here." />;
  return (
    <Screen
      title="A step without a page"
      lead={
        <>
          The emulator has no page for the step <code>{step}</code>. Mark it as done to go on.
        </>
      }
    >
      <div className="fp-actions">
        <Button isBusy={isBusy} onClick={() => void act({ type: 'continue' })}>
          Mark as done
        </Button>
      </div>
    </Screen>
  );
}
