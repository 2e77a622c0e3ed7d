/** Something a bundle is made of. */
export interface BundleCandidate {
  readonly name: string;
  /** The whole source of the entry that is bundled. */
  readonly source: string;
  /** Code that the package fetches from its maker's servers when it runs, on top of its own size. */
  readonly remoteCode: string | null;
}

const all = (...packages: readonly string[]) => packages.map((name) => `export * from '${name}';`).join('\n');

export const FRAME_ALONE: BundleCandidate = {
  name: 'DotsFlowFrame alone',
  source: `export { DotsFlowFrame } from '@dots-flows/react';`,
  remoteCode: null,
};

export const WHOLE_ENTRY: BundleCandidate = {
  name: '@dots-flows/react, all of it',
  source: all('@dots-flows/react'),
  remoteCode: null,
};

/** Wrappers of the same kind: React around somebody else's hosted page, or a general frame helper. */
export const PEERS: readonly BundleCandidate[] = [
  { name: 'react-plaid-link', source: all('react-plaid-link'), remoteCode: 'cdn.plaid.com' },
  {
    name: '@stripe/react-connect-js + connect-js',
    // Both export a type of the same name; side by side they are what an integrator installs.
    source: `export * from '@stripe/react-connect-js';\nexport * as connect from '@stripe/connect-js';`,
    remoteCode: 'connect-js.stripe.com',
  },
  { name: '@tryfinch/react-connect', source: all('@tryfinch/react-connect'), remoteCode: null },
  { name: '@open-iframe-resizer/react', source: all('@open-iframe-resizer/react'), remoteCode: null },
  {
    name: '@calcom/embed-react',
    source: `export * from '@calcom/embed-react';\nexport { default } from '@calcom/embed-react';`,
    remoteCode: 'app.cal.com',
  },
  { name: '@typeform/embed-react', source: all('@typeform/embed-react'), remoteCode: 'CSS from embed.typeform.com' },
  {
    name: 'persona-react',
    source: `export * from 'persona-react';\nexport { default } from 'persona-react';`,
    remoteCode: null,
  },
  { name: 'penpal (no React part)', source: all('penpal'), remoteCode: null },
];
