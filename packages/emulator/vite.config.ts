import { libraryConfig } from '../../vite.library.ts';

export default libraryConfig(import.meta.dirname, {
  index: 'src/index.ts',
  browser: 'src/browser.ts',
  cli: 'src/cli.ts',
});
