/** Notices when webhooks have stopped coming: polling then keeps finding what a webhook should have told. */
export interface WebhookWatch {
  /** A webhook came in. */
  heard(): void;
  /** The sweeper found a change that nobody had hinted at. `true`: this is the moment to say so. */
  foundUnheard(): boolean;
}

/** One or two late webhooks are normal; this many changes in a row without any are not. */
const SUSPICIOUS = 3;

export function createWebhookWatch(): WebhookWatch {
  let unheard = 0;
  return {
    heard() {
      unheard = 0;
    },
    foundUnheard() {
      unheard += 1;
      return unheard === SUSPICIOUS;
    },
  };
}
