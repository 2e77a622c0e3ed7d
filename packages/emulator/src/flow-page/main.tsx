/** The Flow page as the emulator serves it: at `/flow/<id>`, speaking HTTP to its own origin. */
import { httpBackend } from './http-backend.ts';
import { mountFlowPage } from './mount-flow-page.tsx';

mountFlowPage(decodeURIComponent(/\/flow\/([^/]+)/.exec(location.pathname)?.[1] ?? ''), httpBackend());
