import type { ReactElement } from 'react';
import { Link } from '../routing/Link.tsx';
import { PageHeading } from './PageHeading.tsx';

export function NotFoundPage(): ReactElement {
  return (
    <div className="problem-page">
      <PageHeading title="There is no such page" />
      <p>The address may be out of date.</p>
      <Link className="button" href="/">
        Go to your earnings
      </Link>
    </div>
  );
}
