import { useFlowContext } from '../flow-context.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

/** The step asks again although its answer is on file, as the sandbox does (documented); the person may pass. */
export function OnFileNotice({ children }: { children: string }) {
  const { act, isBusy } = useFlowContext();
  return (
    <Notice kind="info">
      {children}{' '}
      <Button kind="link" isDisabled={isBusy} onClick={() => void act({ type: 'continue' })}>
        Continue without changing it
      </Button>
    </Notice>
  );
}
