/**
 * What the frame may do. Dots documents nothing here (unknown); the step `id-verification` includes a face scan
 * (documented), so only that one gets the camera.
 */

/** The `allow` attribute: the clipboard always, camera and microphone only for an identity check, only for that origin. */
export function frameAllow(origin: string, steps: readonly string[]): string {
  return steps.includes('id-verification')
    ? `clipboard-write; camera ${origin}; microphone ${origin}`
    : 'clipboard-write';
}

/**
 * What `sandbox={true}` stands for. Popups may leave the sandbox, because bank linking opens them; nothing lets the page
 * navigate the host's page away.
 */
export const SANDBOX_PRESET = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';
