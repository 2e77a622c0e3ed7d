import type { DialogMessages } from '../messages/messages.ts';

/** Beside the dialog, since only it says them; other languages bring theirs. */
export const ENGLISH_WORDS: DialogMessages = {
  close: 'Close',
  confirm: {
    title: 'Leave before you are done?',
    body: 'What you have typed on this page may be lost. Finished steps are saved.',
  },
  stay: 'Stay here',
  leave: 'Leave',
};
