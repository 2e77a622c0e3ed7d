/** Why the playground cannot start, in words for the person at the terminal. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** @returns The error to show when a port could not be had, or the error as it was. */
export function explainPortError(error: unknown, port: number, variable: string): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return new StartError(
      `Port ${port} is taken by another program. Stop that program, or choose another port: ${variable}=${port + 10} npm start (0 takes any free one).`,
      { cause: error },
    );
  if (code === 'EACCES')
    return new StartError(
      `Port ${port} may not be opened by this user. Choose one above 1023: ${variable}=4010 npm start.`,
      {
        cause: error,
      },
    );
  return error;
}
