import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createRequire } from 'node:module';
import { atMost, SectionBuilder } from '../measurement.ts';
import type { Section } from '../measurement.ts';
import { formatNumber } from '../report.ts';
import { FRAME_ALONE, PEERS, WHOLE_ENTRY, WHOLE_JOURNEY } from './bundle-candidates.ts';
import type { BundleCandidate } from './bundle-candidates.ts';
import { compressedSize, measureBundle } from './bundle-size.ts';
import type { BundleSize, BundleSizes } from './bundle-size.ts';

const BENCH_DIRECTORY = path.resolve(import.meta.dirname, '../..');
const BARS = { frame: atMost(3), entry: atMost(8.5), styles: atMost(2.5) };

const kilobytes = (bytes: number) => bytes / 1000;

export async function measureBundleSizes(): Promise<Section> {
  const section = new SectionBuilder('Bundle sizes (kB)', ['', 'min', 'gzip', 'brotli', 'of ours', 'fetches more from'])
    .note('Rolldown for production, as size-limit; react, react-dom and @tanstack/react-query external for everybody.')
    .note(
      '"of ours": brotli against all of @dots-flows/react. What is imported dynamically counts only where said so.',
    );
  const { atFirst: entry } = await sizeOf(WHOLE_ENTRY);
  const row = (name: string, size: BundleSize, remoteCode: string | null) =>
    section.row(
      name,
      ...[size.minified, size.gzip, size.brotli].map((bytes) => formatNumber(kilobytes(bytes))),
      `${formatNumber(size.brotli / entry.brotli)}x`,
      remoteCode ?? '-',
    );

  const { atFirst: frame } = await sizeOf(FRAME_ALONE);
  const { atFirst: journey, inAll } = await sizeOf(WHOLE_JOURNEY);
  const styles = compressedSize(await readFile(stylesPath()));
  row(FRAME_ALONE.name, frame, null);
  row(WHOLE_ENTRY.name, entry, null);
  row(WHOLE_JOURNEY.name, journey, null);
  row(`${WHOLE_JOURNEY.name}, and what they load later`, inAll, null);
  row('@dots-flows/react/styles.css', styles, null);
  section
    .measure('react/size/frame-alone', kilobytes(frame.brotli), 'kB brotli', BARS.frame)
    .measure('react/size/whole-entry', kilobytes(entry.brotli), 'kB brotli', BARS.entry)
    .measure('react/size/whole-journey', kilobytes(journey.brotli), 'kB brotli')
    .measure('react/size/whole-journey-with-later', kilobytes(inAll.brotli), 'kB brotli')
    .measure('react/size/styles', kilobytes(styles.brotli), 'kB brotli', BARS.styles);

  for (const peer of PEERS) {
    const { atFirst: size } = await sizeOf(peer);
    row(peer.name, size, peer.remoteCode);
    section.measure(`react/size/peer/${peer.name}`, kilobytes(size.brotli), 'kB brotli');
  }
  return section.build();
}

function sizeOf(candidate: BundleCandidate): Promise<BundleSizes> {
  return measureBundle(candidate.source, BENCH_DIRECTORY);
}

function stylesPath(): string {
  return createRequire(import.meta.url).resolve('@dots-flows/react/styles.css');
}
