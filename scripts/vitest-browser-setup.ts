import { chromiumPath } from './chromium.mjs';

/** The bundled Chromium unpacks on first use; doing it once here keeps parallel workers from racing for it. */
export async function setup(): Promise<void> {
  await chromiumPath();
}
