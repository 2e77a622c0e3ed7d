import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createRequire } from 'node:module';
import { atMost, SectionBuilder } from '../measurement.ts';
import type { Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { FRAME_ALONE, PEERS, WHOLE_ENTRY } from './bundle-candidates.ts';
import type { BundleCandidate } from './bundle-candidates.ts';
import { measureBundle, measureStyles } from './bundle-size.ts';
import type { BundleSize } from './bundle-size.ts';

const BENCH_DIRECTORY = path.resolve(import.meta.dirname, '../..');
const BARS = { frame: atMost(3), entry: atMost(8.5), styles: atMost(2.5) };

const kilobytes = (bytes: number) => bytes / 1000;

export async function measureBundleSizes(): Promise<Section> {
  const section = new SectionBuilder('Bundle sizes (kB)', ['', 'min', 'gzip', 'brotli', 'of ours', 'fetches more from'])
    .note('esbuild for production; react, react-dom and @tanstack/react-query external for everybody.')
    .note('"of ours": brotli against all of @dots-flows/react. Dynamic imports are not counted.');
  const entry = await sizeOf(WHOLE_ENTRY);
  const row = (name: string, size: BundleSize, remoteCode: string | null) =>
    section.row(
      name,
      ...[size.minified, size.gzip, size.brotli].map((bytes) => formatNumber(kilobytes(bytes))),
      `${formatNumber(size.brotli / entry.brotli)}x`,
      remoteCode ?? '-',
    );

  const frame = await sizeOf(FRAME_ALONE);
  const styles = await measureStyles(await readFile(stylesPath(), 'utf8'));
  row(FRAME_ALONE.name, frame, null);
  row(WHOLE_ENTRY.name, entry, null);
  row('@dots-flows/react/styles.css', styles, null);
  section
    .measure('react/size/frame-alone', kilobytes(frame.brotli), 'kB brotli', BARS.frame)
    .measure('react/size/whole-entry', kilobytes(entry.brotli), 'kB brotli', BARS.entry)
    .measure('react/size/styles', kilobytes(styles.brotli), 'kB brotli', BARS.styles);

  for (const peer of PEERS) {
    const size = await sizeOf(peer);
    row(peer.name, size, peer.remoteCode);
    section.measure(`react/size/peer/${peer.name}`, kilobytes(size.brotli), 'kB brotli');
  }
  return section.build();
}

function sizeOf(candidate: BundleCandidate): Promise<BundleSize> {
  return measureBundle(candidate.source, BENCH_DIRECTORY);
}

function stylesPath(): string {
  return createRequire(import.meta.url).resolve('@dots-flows/react/styles.css');
}
