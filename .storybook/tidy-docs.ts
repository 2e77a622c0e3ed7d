/**
 * Doc comments are written for editors: `{@link X}`, `@defaultValue`, `@throws`, `@example`, `@public`. A page of docs
 * shows them as prose, with the example as a block of code and without what only tools read.
 */
export function tidyDocs(text: string | undefined): string {
  if (!text) return '';
  const [prose = '', ...tags] = text.split(/^\s*@(?=[a-zA-Z]+\b)/m);
  const parts = tags.map((tag) => {
    const [, name = '', body = ''] = /^(\w+)\s*([\s\S]*)$/.exec(tag) ?? [];
    if (name === 'example') return `### Example\n\n${body}`;
    if (name === 'throws') return `**Throws** ${body}`;
    return name === 'defaultValue' ? `Default ${body}` : '';
  });
  return [prose, ...parts]
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n\n')
    .replaceAll(
      /\{@link ([^}|]+?)(?:\s*\|\s*([^}]+))?\}/g,
      (_, target: string, label?: string) => `\`${label ?? target}\``,
    );
}
