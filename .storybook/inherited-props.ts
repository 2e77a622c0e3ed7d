import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makeFsImporter, parse } from 'react-docgen';
import type { Plugin } from 'vite';

type Props = Readonly<Record<string, object>>;

/** The props of `interface name`: its own, and those of what it extends, which react-docgen cannot see behind `Omit`. */
function propsOf(name: string, file: string): Props {
  const [own] = parse(
    `import type { ${name} } from './${path.basename(file)}';
     export const Reader = (props: ${name}) => <i />;`,
    { filename: path.join(path.dirname(file), 'Reader.tsx'), importer: makeFsImporter() },
  );
  return { ...inheritedBy(name, file), ...own?.props };
}

function inheritedBy(name: string, file: string): Props {
  const source = readFileSync(file, 'utf8');
  const [, base = '', omitted = ''] = new RegExp(`interface ${name} extends Omit<(\\w+), ([^>]+)>`).exec(source) ?? [];
  const [, from] = new RegExp(`import [^;]*\\b${base}\\b[^;]* from '(\\.[^']+)'`).exec(source) ?? [];
  if (base === '' || from === undefined) return {};
  return Object.fromEntries(
    Object.entries(propsOf(base, path.resolve(path.dirname(file), from))).filter(
      ([prop]) => !omitted.includes(`'${prop}'`),
    ),
  );
}

/** Adds to what a page of docs knows of a component the props that it has from elsewhere. */
export function inheritedProps(): Plugin {
  return {
    name: 'inherited-props',
    // After Storybook's own reading, which writes `__docgenInfo` to the end of the file.
    enforce: 'post',
    transform(code, id) {
      const [, component] = /\b(\w+)\.__docgenInfo\s*=/.exec(code) ?? [];
      if (component === undefined || !id.endsWith(`${component}.tsx`)) return null;
      const inherited = inheritedBy(`${component}Props`, id);
      if (Object.keys(inherited).length === 0) return null;
      return `${code}\n${component}.__docgenInfo.props = { ...${component}.__docgenInfo.props, ...${JSON.stringify(inherited)}, ...${component}.__docgenInfo.props };`;
    },
  };
}
