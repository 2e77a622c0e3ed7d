import { libraryConfig } from '../../vite.library.ts';

export default libraryConfig(import.meta.dirname, {
  index: 'src/index.ts',
  'onboard-then-payout/index': 'src/onboard-then-payout/index.ts',
  'adapters/http-adapter': 'src/adapters/http-adapter.ts',
  'adapters/calls-adapter': 'src/adapters/calls-adapter.ts',
  'dialog/DotsFlowDialog': 'src/dialog/DotsFlowDialog.tsx',
  'queries/index': 'src/queries/index.ts',
  'css-appearance/index': 'src/css-appearance/index.ts',
  'devtools/index': 'src/devtools/index.ts',
  'return/index': 'src/return/index.ts',
  'testing/index': 'src/testing/index.ts',
  'messages/en': 'src/messages/en.ts',
  'messages/es': 'src/messages/es.ts',
  'messages/fr': 'src/messages/fr.ts',
  'messages/de': 'src/messages/de.ts',
  'messages/pt-BR': 'src/messages/pt-BR.ts',
  'messages/ja': 'src/messages/ja.ts',
  'messages/ar': 'src/messages/ar.ts',
});
