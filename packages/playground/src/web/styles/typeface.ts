import interUrl from '@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2?url';

// Served by the same machine: it is there in milliseconds, or something is wrong and the system's letters must do.
const PATIENCE_MS = 500;

/** Loads the app's typeface. Never rejects: without it the page is shown in the system's. */
export async function loadTypeface(): Promise<void> {
  const face = new FontFace('Inter Variable', `url(${interUrl}) format('woff2')`, { weight: '100 900' });
  const loaded = face.load().then(
    () => document.fonts.add(face),
    () => undefined,
  );
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
