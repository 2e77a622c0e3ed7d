import { Controls, Description, Primary, Stories, Subtitle, Title } from '@storybook/addon-docs/blocks';

/** A component's page: what it is, one live example, its props, then every story with a line on each. */
export function DocsPage() {
  return (
    <>
      <Title />
      <Subtitle />
      <Description />
      <Primary />
      <Controls />
      <Stories includePrimary={false} />
    </>
  );
}

/** A page of states: its stories, with a line on each. The props are on the component's own page. */
export function StatesPage() {
  return (
    <>
      <Title />
      <Description />
      <Stories />
    </>
  );
}
