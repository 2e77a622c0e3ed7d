import type { ReactElement } from 'react';
import type { DemoWorker } from '../../wire/earnings.ts';

/** Demo only: what to type into the Flow pages, which check everything as the real ones do. */
export function DemoHints({ worker }: { readonly worker: DemoWorker }): ReactElement {
  const phone = worker.phoneNumber.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
  return (
    <details className="demo-hints fold">
      <summary>Demo: what to type</summary>
      <dl>
        <dt>{worker.firstName}’s phone</dt>
        <dd>{phone}</dd>
        <dt>Code</dt>
        <dd>000000</dd>
        <dt>Social Security</dt>
        <dd>123-45-6789</dd>
        <dt>ZIP in California</dt>
        <dd>94110</dd>
        <dt>Bank routing</dt>
        <dd>021000021</dd>
        <dt>Bank account</dt>
        <dd>000123456789</dd>
      </dl>
    </details>
  );
}
