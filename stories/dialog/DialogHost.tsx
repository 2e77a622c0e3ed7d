import { DotsFlowDialog } from '@dots-flows/react/dialog';
import type { DotsFlowDialogProps } from '@dots-flows/react/dialog';
import { useState } from 'react';
import { useStoryDots } from '../support/StoryDots.tsx';
import { makeStoryFlow } from '../support/StoryFlow.tsx';

export interface DialogHostProps extends Omit<DotsFlowDialogProps, 'open' | 'flow' | 'link' | 'steps'> {
  /** Heading, text and button of the page itself. */
  readonly page?: readonly [heading: string, text: string, opener: string] | undefined;
  /** The steps of the Flow, as Dots names them. */
  readonly steps?: readonly string[] | undefined;
}

const PAGE = [
  'Settings',
  'We need a few details before your first payout. They go to Dots only.',
  'Add your tax details',
] as const;

/** A page of a host with a button that opens the dialog: the focus comes back to it. */
export function DialogHost({ page = PAGE, steps = ['compliance'], ...dialog }: DialogHostProps) {
  const [heading, text, opener] = page;
  const dots = useStoryDots();
  const [isOpen, setIsOpen] = useState(false);
  const [flow] = useState(() => makeStoryFlow(dots, { steps }));
  return (
    <main className="story-host-page">
      <h1>{heading}</h1>
      <p>{text}</p>
      <button type="button" className="story-button" onClick={() => setIsOpen(true)}>
        {opener}
      </button>
      <DotsFlowDialog
        {...dialog}
        flow={flow}
        open={isOpen}
        onClose={(details) => {
          dialog.onClose(details);
          setIsOpen(false);
        }}
      />
    </main>
  );
}
