/**
 * Every place where a process may die with something half done, by name. In production the hook does nothing; a test
 * passes one that throws, waits, or hands over to another instance, and then shows that the payout ends right.
 */
export const CRASH_POINTS = {
  CP1: 'the request is read, nothing is stored',
  CP2: 'the session row and its lease are committed',
  CP3: 'the onboarding Flow was asked for, its row is not committed',
  CP4: 'the row of the onboarding Flow is committed',
  CP5: 'a webhook is verified, the inbox is not committed',
  CP6: 'the inbox is committed, the sender is not thanked',
  CP7: 'a message is taken from the inbox, not processed',
  CP8: 'Dots says that the steps are done, nothing is written',
  CP9: 'the binding and READY are committed',
  CP10: 'the lease is taken, the intent is not committed',
  CP10b: 'the look before the POST has answered, the intent is not committed',
  CP11: 'the intent is committed, the POST is not sent',
  CP12: 'the POST is on the wire',
  CP13: 'Dots has answered, the answer is not read',
  CP14: 'the answer is read, the fact is not committed',
  CP15: 'the fact is committed, the lease is not given back',
  CP16: 'a rejection is read, nothing is written',
  CP17: 'one page of a look-up is read, the next is not',
  CP18: 'a transfer is adopted, its status is not final',
  CP19: 'hints are read, Dots is not asked yet',
  CP20: 'a status is read, not written',
  CP21: 'FUNDED and its notice are committed',
  CP22: 'a notice is delivered, not marked',
  CP23: 'the payout Flow was asked for, its row is not committed',
  CP24: 'the row of the payout Flow is committed, the link is not returned',
  CP25: 'Dots says that the payout step is done, nothing is written',
  CP26: 'the next ordinal is committed',
  CP27: 'the store is migrated, nothing else is done',
  CP28: 'the store is open, its epoch is not looked at',
} as const;

export type CrashPointName = keyof typeof CRASH_POINTS;

/** The hook. It may throw or wait; nothing is cleaned up after a throw, as after a power loss. */
export type CrashPoint = (name: CrashPointName) => void | Promise<void>;

export const noCrash: CrashPoint = () => undefined;
