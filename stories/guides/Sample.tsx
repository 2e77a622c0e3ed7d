import { Source } from '@storybook/addon-docs/blocks';

interface SampleProps {
  /** The text of a file that the type checker reads. */
  readonly code: string;
  readonly language?: 'tsx' | 'typescript';
}

const MARKED = /\/\/ #region sample\n([\s\S]*?)\/\/ #endregion/;

/** The marked part of a file, or all of it: what a guide shows compiles. */
export function Sample({ code, language = 'tsx' }: SampleProps) {
  return <Source code={(MARKED.exec(code)?.[1] ?? code).trim()} language={language} />;
}
