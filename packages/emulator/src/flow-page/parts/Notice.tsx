import type { ReactNode } from 'react';
import type { FlowPageProblem } from '../flow-page-backend.ts';
import { Icon } from './Icon.tsx';

export interface NoticeProps {
  readonly kind: 'info' | 'warn' | 'bad' | 'good';
  readonly children: ReactNode;
}

/** A coloured box with a sentence. */
export function Notice({ kind, children }: NoticeProps) {
  const icon = kind === 'good' ? 'check' : kind === 'info' ? 'info' : 'alert';
  return (
    <div className={`fp-notice fp-notice-${kind}`}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

/** What the server refused, read out as it appears. The box is always there, so that readers notice what enters it. */
export function ProblemBox({ problem }: { problem: FlowPageProblem | null }) {
  return <div role="alert">{problem && <Notice kind="bad">{problem.message}</Notice>}</div>;
}
