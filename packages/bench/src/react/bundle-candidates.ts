/** Something a bundle is made of. */
export interface BundleCandidate {
  readonly name: string;
  /** The whole source of the entry that is bundled. */
  readonly source: string;
  /** Code that the package fetches from its maker's servers when it runs, on top of its own size. */
  readonly remoteCode: string | null;
}

/** As size-limit writes it: what is logged cannot be left out. */
const importAndLog = (imports: string, packageName: string, name: string) =>
  `import ${imports} from ${JSON.stringify(packageName)}\nconsole.log(${name})\n`;
const all = (...packages: readonly string[]) =>
  packages
    .map((packageName, index) => importAndLog(`* as all${index || ''}`, packageName, `all${index || ''}`))
    .join('');

export const FRAME_ALONE: BundleCandidate = {
  name: 'DotsFlowFrame alone',
  source: importAndLog('{ DotsFlowFrame }', '@dots-flows/react', 'DotsFlowFrame'),
  remoteCode: null,
};

/** The main entry; the payout card and the adapters have entries of their own. */
export const WHOLE_ENTRY: BundleCandidate = {
  name: '@dots-flows/react, all of it',
  source: all('@dots-flows/react'),
  remoteCode: null,
};

/** What an app with the whole journey imports, from three entries: a bundler leaves out the rest. */
export const WHOLE_JOURNEY: BundleCandidate = {
  name: 'provider, card and httpAdapter',
  source: [
    importAndLog('{ DotsFlowsProvider }', '@dots-flows/react', 'DotsFlowsProvider'),
    importAndLog('{ OnboardThenPayout }', '@dots-flows/react/onboard-then-payout', 'OnboardThenPayout'),
    importAndLog('{ httpAdapter }', '@dots-flows/react/http-adapter', 'httpAdapter'),
  ].join(''),
  remoteCode: null,
};

/** Wrappers of the same kind: React around somebody else's hosted page, or a general frame helper. */
export const PEERS: readonly BundleCandidate[] = [
  { name: 'react-plaid-link', source: all('react-plaid-link'), remoteCode: 'cdn.plaid.com' },
  {
    name: '@stripe/react-connect-js + connect-js',
    // Side by side they are what an integrator installs.
    source: all('@stripe/react-connect-js', '@stripe/connect-js'),
    remoteCode: 'connect-js.stripe.com',
  },
  { name: '@tryfinch/react-connect', source: all('@tryfinch/react-connect'), remoteCode: null },
  { name: '@open-iframe-resizer/react', source: all('@open-iframe-resizer/react'), remoteCode: null },
  {
    name: '@calcom/embed-react',
    source: all('@calcom/embed-react'),
    remoteCode: 'app.cal.com',
  },
  { name: '@typeform/embed-react', source: all('@typeform/embed-react'), remoteCode: 'CSS from embed.typeform.com' },
  {
    name: 'persona-react',
    source: all('persona-react'),
    remoteCode: null,
  },
  { name: 'penpal (no React part)', source: all('penpal'), remoteCode: null },
];
