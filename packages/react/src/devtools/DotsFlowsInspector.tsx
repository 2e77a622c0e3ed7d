'use client';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { LinkAges } from './LinkAges.tsx';
import { TIMELINE_KINDS } from './timeline.ts';
import type { TimelineKind } from './timeline.ts';
import { useTimeline } from './useTimeline.ts';

/** Props of {@link DotsFlowsInspector}. @public */
export interface DotsFlowsInspectorProps {
  /** Default `false`: only its button is shown. */
  readonly initiallyOpen?: boolean | undefined;
  /** `floating` sits in the lower corner of the window, `inline` where it is rendered. Default `floating`. */
  readonly placement?: 'floating' | 'inline' | undefined;
}

/**
 * A window into what happens below the provider, for development: messages that were accepted, and those that were
 * ignored with the reason, what each frame shows and how old its link is, session versions, calls. What it shows and
 * copies holds no links and no whole flow ids. Import `@dots-flows/react/devtools.css` for its look.
 *
 * @throws `DotsFlowsError` `missing-provider` outside `<DotsFlowsProvider>`.
 * @example
 * ```tsx
 * import { lazy, Suspense } from 'react';
 *
 * const Inspector = lazy(async () => {
 *   const { DotsFlowsInspector } = await import('@dots-flows/react/devtools');
 *   return { default: DotsFlowsInspector };
 * });
 * // Below the provider, in development only:
 * export const DevTools = () => (
 *   <Suspense>
 *     <Inspector />
 *   </Suspense>
 * );
 * ```
 * @public
 */
export function DotsFlowsInspector(props: DotsFlowsInspectorProps): ReactElement {
  const { initiallyOpen = false, placement = 'floating' } = props;
  const { entries, frames, clear } = useTimeline();
  const [isOpen, setIsOpen] = useState(initiallyOpen);
  const [hidden, setHidden] = useState<ReadonlySet<TimelineKind>>(new Set());
  const [search, setSearch] = useState('');
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return entries.filter(
      (entry) =>
        !hidden.has(entry.kind) &&
        (wanted === '' || `${entry.title} ${JSON.stringify(entry.details)}`.toLowerCase().includes(wanted)),
    );
  }, [entries, hidden, search]);

  const toggle = (kind: TimelineKind): void =>
    setHidden((now) => {
      const next = new Set(now);
      if (!next.delete(kind)) next.add(kind);
      return next;
    });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(JSON.stringify(shown, null, 2));
      setCopied('yes');
    } catch {
      setCopied('failed');
    }
    setTimeout(() => setCopied('no'), 2_000);
  };

  if (!isOpen)
    return (
      <button type="button" className="df-inspector-button" data-placement={placement} onClick={() => setIsOpen(true)}>
        Dots Flows · {entries.length}
      </button>
    );
  return (
    <section className="df-inspector" data-placement={placement} aria-label="Dots Flows inspector">
      <header>
        <h2>Dots Flows</h2>
        <button type="button" onClick={() => void copy()}>
          {copied === 'yes' ? 'Copied' : copied === 'failed' ? 'Copying was refused' : 'Copy as JSON'}
        </button>
        <button type="button" onClick={clear}>
          Clear
        </button>
        <button type="button" onClick={() => setIsOpen(false)}>
          Close
        </button>
      </header>
      <LinkAges frames={frames} />
      <fieldset className="df-inspector-filters" aria-label="Show">
        {TIMELINE_KINDS.map((kind) => (
          <button
            key={kind}
            type="button"
            data-kind={kind}
            aria-pressed={!hidden.has(kind)}
            onClick={() => toggle(kind)}
          >
            {kind}
          </button>
        ))}
        <input
          type="search"
          aria-label="Search"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </fieldset>
      <ol aria-label="Timeline, newest first">
        {shown.toReversed().map((entry) => (
          <li key={entry.id}>
            <details>
              <summary>
                <time dateTime={entry.at}>{entry.at.slice(11, 23)}</time>
                <span data-kind={entry.kind}>{entry.kind}</span>
                <span>{entry.title}</span>
                {entry.count > 1 && <span>× {entry.count}</span>}
              </summary>
              <pre>{JSON.stringify(entry.details, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ol>
      {shown.length === 0 && (
        <p>{entries.length === 0 ? 'Nothing has happened yet.' : 'The filter hides everything.'}</p>
      )}
    </section>
  );
}
