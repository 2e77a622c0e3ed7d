/** The Flow page as static files: at `index.html?world=<name>&at=/flow/<id>`, speaking to a world in another page. */
import { mountFlowPage } from '../flow-page/mount-flow-page.tsx';
import { channelBackend } from './page-channel.ts';

const query = new URLSearchParams(location.search);
mountFlowPage(/\/flow\/([^/]+)/.exec(query.get('at') ?? '')?.[1] ?? '', channelBackend(query.get('world') ?? ''));
