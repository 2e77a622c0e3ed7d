/**
 * A request that Dots would refuse. The HTTP side turns it into the error body
 * `{ success: false, error_code, message }` (inferred: a long-running integration typed it so).
 */
export class DotsRefusal extends Error {
  override readonly name = 'DotsRefusal';
  readonly status: number;
  /** One of the texts documented at docs.dots.dev/references/error-codes, or one of ours where they name none. */
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

/** A 400 for a body or query that breaks the rules. */
export function invalidInput(message: string): DotsRefusal {
  return new DotsRefusal(400, 'invalid-input', message);
}

/** A 404 for an id nobody has, or that is not this App's. */
export function notFound(what: string): DotsRefusal {
  return new DotsRefusal(404, 'not-found', `${what} not found.`);
}
