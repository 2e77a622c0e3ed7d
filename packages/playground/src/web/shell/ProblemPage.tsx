import type { ReactElement } from 'react';

interface ProblemPageProps {
  readonly title: string;
  readonly detail: string;
  readonly onTryAgain: () => void;
}

/** What went wrong with a whole page, and what can be done. For inside of a `<main>`. */
export function ProblemPage({ title, detail, onTryAgain }: ProblemPageProps): ReactElement {
  return (
    <div className="problem-page" role="alert">
      <h1>{title}</h1>
      <p>{detail}</p>
      <button type="button" className="button" onClick={onTryAgain}>
        Try again
      </button>
    </div>
  );
}
