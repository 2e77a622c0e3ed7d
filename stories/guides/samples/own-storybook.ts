// #region sample
import { createDotsWorld, serveFlowPages, staticFlowPageOrigin } from '@dots-flows/emulator/browser';

// With staticDirs: [{ from: '../node_modules/@dots-flows/emulator/dist/flow-page-static', to: '/flow-page' }]
const pages = new URL('flow-page/index.html', document.baseURI).href;
const world = createDotsWorld({ flowPageOrigin: staticFlowPageOrigin(pages, 'my-world') });
const stop = serveFlowPages(world, 'my-world');

const flow = world.wire.flow(world.flows.createFromBody({ steps: ['compliance'] }));
// <DotsFlowFrame link={flow.link} />, and stop() in the end.
// #endregion
export { flow, stop };
