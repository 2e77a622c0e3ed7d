import type { ReactNode } from 'react';
import type { CameraProblem } from '../browser-camera.ts';
import { Notice } from './Notice.tsx';

const HELP: Record<CameraProblem, { readonly title: string; readonly help: ReactNode }> = {
  'blocked-by-page': {
    title: 'The page around this one does not allow the camera.',
    help: (
      <>
        <p>Open this step in a tab of its own, or ask the people who run the page.</p>
        <p>
          For them: the frame needs <code>allow="camera"</code>, and the <code>Permissions-Policy</code> header of the
          page must not deny <code>camera</code> to this origin.
        </p>
      </>
    ),
  },
  denied: {
    title: 'The camera is blocked for this page.',
    help: (
      <p>
        Allow the camera in the site settings next to the address bar, or in the settings of your device. Then try
        again.
      </p>
    ),
  },
  'no-camera': {
    title: 'We found no camera.',
    help: <p>Connect one and try again, or open this page on your phone.</p>,
  },
  'in-use': {
    title: 'Another app is using the camera.',
    help: <p>Close video calls and other apps that use it, then try again.</p>,
  },
  insecure: {
    title: 'This browser gives no camera to this page.',
    help: <p>Cameras work on secure pages only: open the page by https, in an up-to-date browser.</p>,
  },
  failed: {
    title: 'The camera did not start.',
    help: <p>Try again, or open this page on another device.</p>,
  },
};

/** What is wrong with the camera, and what to do about it. */
export function CameraHelp({ problem }: { problem: CameraProblem }) {
  const { title, help } = HELP[problem];
  return (
    <Notice kind="warn">
      <p className="fp-notice-title">{title}</p>
      {help}
    </Notice>
  );
}
