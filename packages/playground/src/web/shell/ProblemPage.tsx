import type { ReactElement } from 'react';

interface ProblemPageProps {
  readonly title: string;
  readonly detail: string;
  readonly onTryAgain: () => void;
}

/** A whole page that says what went wrong and what can be done. */
export function ProblemPage({ title, detail, onTryAgain }: ProblemPageProps): ReactElement {
  return (
    <main className="problem-page" role="alert">
      <h1>{title}</h1>
      <p>{detail}</p>
      <button type="button" className="button" onClick={onTryAgain}>
        Try again
      </button>
    </main>
  );
}
