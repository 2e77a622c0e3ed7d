import type { DotsFlowsMessages } from './messages.ts';

/** English; what the components use unless told otherwise. @public */
export const en: DotsFlowsMessages = {
  locale: 'en-US',
  direction: 'ltr',
  frame: {
    loading: 'Loading the secure page',
    slow: {
      title: 'This is taking longer than usual',
      body: 'Your connection or a browser extension may hold the page back. Nothing is lost.',
    },
    error: {
      title: 'The page could not be opened',
      body: 'Nothing is lost. If this keeps happening, come back later.',
    },
    tryAgain: 'Try again',
    openInNewTab: 'Open in a new tab',
    showAnyway: 'Show the page anyway',
    linkAging: 'For your security this page signs out soon.',
    renewLink: 'Refresh it now',
    stepTitles: {
      'sign-in': 'Sign in to Dots',
      compliance: 'Tax details',
      'id-verification': 'Identity check',
      'background-check': 'Background check',
      'manage-payouts': 'Payout methods',
      'manage-payments': 'Bank account',
      payout: 'Withdraw your money',
      redirect: 'Leaving Dots',
      'pdf-form-fill': 'Form to fill in',
    },
    flowTitle: 'Secure page by Dots',
  },
  payout: {
    title: 'Your payout',
    amountLabel: 'Amount',
    progressLabel: 'Progress',
    steps: { verify: 'Verify', receive: 'Receive', withdraw: 'Withdraw' },
    stepDone: 'done',
    stepAnnouncement: 'Step {number} of {count}: {step}',
    loading: 'Loading your payout',
    onboardingTitle: 'Verify your details',
    withdrawingTitle: 'Withdraw your money: we sent {amount} to your Dots balance',
    verifying: {
      title: 'Checking your details',
      body: 'This usually takes a few seconds. You can close this page: we carry on.',
    },
    confirming: {
      title: 'Confirming your withdrawal',
      body: 'This usually takes a few seconds. You can close this page: your withdrawal is with Dots.',
    },
    stillVerifying: 'This is taking longer than usual. Is something left to fill in?',
    backToForm: 'Back to the form',
    transferring: {
      title: 'Sending {amount} to your Dots balance',
      body: 'This can take a minute or two. You can close this page: we carry on.',
    },
    transferPending: 'The transfer is on its way, which can take a while. You can close this page: we carry on.',
    held: {
      'transfer-flagged': {
        title: 'Your payout is under review',
        body: 'Dots is checking a detail first. You need not do anything: it will show here when it is through.',
      },
      'payee-in-review': {
        title: 'Your account is under review',
        body: 'Your details are being checked first. You need not do anything: it will show here when it is through.',
      },
      'not-eligible': {
        title: 'This payout cannot be sent yet',
        body: 'Your account cannot receive payouts at the moment. No money has moved. Contact us to sort it out.',
      },
      'needs-operator': {
        title: 'We are looking into your payout',
        body: 'One of us has to check something first. You need not do anything: nothing is lost.',
      },
    },
    failed: {
      'transfer-failed': { title: 'The transfer did not go through', body: 'No money has moved.' },
      'transfer-canceled': { title: 'The transfer was canceled', body: 'No money has moved.' },
      'transfer-refused': {
        title: 'The transfer could not be made',
        body: 'Dots did not accept it. No money has moved.',
      },
      'transfer-reversed': {
        title: 'The transfer was taken back',
        body: 'The money reached your Dots balance and was returned.',
      },
      'payout-cancelled': {
        title: 'This payout was canceled',
        body: 'No money has moved.',
      },
    },
    canRetry: 'Try again now or later: your details are saved.',
    cannotRetry: 'It cannot be tried again here. Contact us if you have a question.',
    completed: {
      title: 'You have been paid {amount}',
      body: 'Your withdrawal is with Dots. When it arrives depends on the method you chose. What you did not withdraw stays in your Dots balance.',
    },
    notFound: {
      title: 'We could not find this payout',
      body: 'The link may be out of date, or the payout belongs to another account.',
    },
    signedOut: {
      title: 'Please sign in again',
      body: 'Nothing is lost. Sign in and come back.',
    },
    offline: {
      title: 'We cannot reach the server',
      body: 'Check your connection. Nothing is lost: we carry on where you left off.',
    },
    error: {
      title: 'Something went wrong',
      body: 'It is on our side. Nothing is lost, and nothing is paid twice. Try again, or come back later.',
    },
    outOfDate: 'Connection lost, so this may be out of date.',
    tryAgain: 'Try again',
    getHelp: 'Get help',
    done: 'Done',
    footer: 'Payments by Dots. Your details stay with Dots.',
  },
};
