/** Why there is no picture from a camera. */
export type CameraProblem = 'blocked-by-page' | 'denied' | 'no-camera' | 'in-use' | 'insecure' | 'failed';

export type CameraAnswer =
  { readonly ok: true; readonly stream: MediaStream } | { readonly ok: false; readonly problem: CameraProblem };

/** Asks for the back camera (`environment`, documents) or the front one (`user`, faces). */
export type OpenCamera = (facing: 'environment' | 'user') => Promise<CameraAnswer>;

interface PolicyHolder {
  readonly permissionsPolicy?: { allowsFeature(name: string): boolean };
  readonly featurePolicy?: { allowsFeature(name: string): boolean };
}

/** The device's own camera, by `getUserMedia`. Says apart a person's "no" and a host page that forbids the camera. */
export const openBrowserCamera: OpenCamera = async (facing) => {
  // The types promise mediaDevices always; browsers leave it out on insecure pages.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return { ok: false, problem: 'insecure' };
  if (!isCameraAllowedHere()) return { ok: false, problem: 'blocked-by-page' };
  try {
    const video = { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 720 } };
    return { ok: true, stream: await devices.getUserMedia({ video, audio: false }) };
  } catch (error) {
    return { ok: false, problem: cameraProblemOf(error) };
  }
};

/** Only Chromium tells; elsewhere the request itself has to. */
function isCameraAllowedHere(): boolean {
  const holder = document as PolicyHolder;
  const policy = holder.permissionsPolicy ?? holder.featurePolicy;
  return policy ? policy.allowsFeature('camera') : true;
}

/** What a refusal of `getUserMedia` comes to (names as in the Media Capture and Streams specification). */
export function cameraProblemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no-camera';
  if (name === 'NotReadableError' || name === 'AbortError') return 'in-use';
  return 'failed';
}
