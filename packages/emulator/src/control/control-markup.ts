import { html } from 'hono/html';

/** Escaped HTML, as `hono/html` makes it. */
export type Markup = ReturnType<typeof html>;

type Content = string | number | Markup | readonly Markup[];

export interface Action {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** A question to ask before. */
  readonly confirm?: string | undefined;
}

/** A button that sends one control request. */
export function actionButton(label: string, { method, path, body, confirm }: Action): Markup {
  return html`<button
    type="button"
    data-method="${method}"
    data-path="${path}"
    data-body="${JSON.stringify(body ?? {})}"
    data-confirm="${confirm ?? ''}"
  >
    ${label}
  </button> `;
}

export function badge(text: string, tone: 'good' | 'bad' | 'warn' | 'plain'): Markup {
  return html`<span class="badge ${tone}">${text}</span> `;
}

export interface TableContent {
  readonly id: string;
  readonly title: string;
  readonly empty: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Content[])[];
  /** Above the table. */
  readonly before?: Markup | undefined;
}

const SHOWN = 50;

/** A table that turns into cards where it is narrow: each cell carries its column's name. */
export function table({ id, title, empty, columns, rows, before }: TableContent): Markup {
  const body =
    rows.length === 0
      ? html`<p class="faint">${empty}</p>`
      : html`<table>
          <thead>
            <tr>
              ${columns.map((column) => html`<th scope="col">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, SHOWN).map(
              (cells) =>
                html`<tr>
                  ${cells.map((cell, index) => html`<td data-label="${columns[index]}"><div>${cell}</div></td>`)}
                </tr>`,
            )}
          </tbody>
        </table>`;
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">
      ${title} <small>${rows.length > SHOWN ? `newest ${SHOWN} of ${rows.length}` : rows.length}</small>
    </h2>
    ${before ?? ''} ${body}
  </section>`;
}

/** `$1,234.50`. */
export function dollars(cents: number): string {
  return (cents / 100).toLocaleString('en-US', { style: 'currency', currency: 'USD' });
}

/** `09:15:22` of an ISO text. */
export function clockTime(iso: string): string {
  return iso.slice(11, 19);
}

/** The same as an element that does not break. */
export function timeOf(iso: string): Markup {
  return html`<time datetime="${iso}">${clockTime(iso)}</time>`;
}
