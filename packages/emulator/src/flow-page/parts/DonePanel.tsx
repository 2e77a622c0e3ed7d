import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { Screen } from './Screen.tsx';

export interface DonePanelProps {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children?: ReactNode | undefined;
}

/** A green check and what is done. */
export function DonePanel({ title, lead, children }: DonePanelProps) {
  return (
    <div className="fp-panel fp-panel-good">
      <span className="fp-badge">
        <Icon name="check" />
      </span>
      <Screen title={title} lead={lead} page="done">
        {children && <div className="fp-actions">{children}</div>}
      </Screen>
    </div>
  );
}
