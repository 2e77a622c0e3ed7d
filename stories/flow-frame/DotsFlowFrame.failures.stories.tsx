import { DotsFlowFrame, DotsFlowsError } from '@dots-flows/react';
import type { ServerAdapter } from '@dots-flows/react';
import { DotsFlowsInspector } from '@dots-flows/react/devtools';
import '@dots-flows/react/devtools.css';
import { StatesPage } from '../../.storybook/DocsPage.tsx';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ComponentType, ReactNode } from 'react';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { Surface } from '../support/Surface.tsx';
import { StoryFlow } from '../support/StoryFlow.tsx';
import type { StoryFlowProps } from '../support/StoryFlow.tsx';
import { appears, atFlowPage, findFrame, waitForState } from '../support/frame-play.ts';
import { wordsIn } from '../support/words-in.ts';
import { storyFile } from '../support/story-dots.ts';
import type { StoryDots } from '../support/story-dots.ts';
import { withLiveDots } from '../support/withDots.tsx';

const meta = {
  title: 'Failures/DotsFlowFrame',
  component: DotsFlowFrame as ComponentType<StoryFlowProps>,
  decorators: [withLiveDots],
  render: (args) => <StoryFlow {...args} />,
  args: { onReady: fn(), onStepComplete: fn(), onError: fn() },
  parameters: {
    docs: {
      page: StatesPage,
      description: {
        component: 'One story for each thing that goes wrong, and what its user or its developer sees of it.',
      },
    },
    controls: { disable: true },
  },
} satisfies Meta<StoryFlowProps>;

export default meta;
type Story = StoryObj<typeof meta>;

const silence = {
  settings: { messages: { height: 'never', encoding: 'object', steps: 'never', statusOverride: null } },
};

/** The page is there and says nothing, as with an extension that blocks messages. The user is offered ways on. */
export const StaysSilent: Story = {
  args: { slowAfterMs: 700, timeoutMs: 600_000 },
  parameters: { dots: silence },
  play: async ({ args, canvasElement, globals }) => {
    await waitForState(canvasElement, 'slow');
    const canvas = within(canvasElement);
    const words = wordsIn(globals).frame;
    await expect(canvas.getByText(words.slow.title)).toBeVisible();
    await expect(canvas.getByRole('button', { name: words.openInNewTab })).toBeVisible();
    await expect(canvas.getByRole('button', { name: words.showAnyway })).toBeVisible();
    await expect(args.onError).not.toHaveBeenCalled();
  },
};

/** "Show the page anyway": the user sees that it is fine, and works in it. */
export const ShownAnyway: Story = {
  ...StaysSilent,
  tags: ['!autodocs'],
  play: async ({ canvasElement, globals }) => {
    const name = wordsIn(globals).frame.showAnyway;
    await userEvent.click(await within(canvasElement).findByRole('button', { name }, { timeout: 10_000 }));
    await waitForState(canvasElement, 'revealed');
    await atFlowPage(canvasElement).sees('Tax details');
  },
};

/** Silent for too long: `onError` is told `frame-timeout`. "Try again" starts anew, three times at most. */
export const GivesUp: Story = {
  args: { slowAfterMs: 300, timeoutMs: 900 },
  parameters: { dots: silence },
  play: async ({ args, canvasElement, globals }) => {
    await waitForState(canvasElement, 'error');
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'frame-timeout' }));
    const first = await findFrame(canvasElement);
    await userEvent.click(within(canvasElement).getByRole('button', { name: wordsIn(globals).frame.tryAgain }));
    await waitFor(() => expect(first).not.toBeInTheDocument());
    await waitForState(canvasElement, 'error');
  },
};

/** The `error` slot takes the place of the panel, and is given what it needs to go on. */
export const ErrorOfYourOwn: Story = {
  args: {
    slowAfterMs: 300,
    timeoutMs: 900,
    error: ({ phase, retry }) => (
      <div role="alert" style={{ padding: 24 }}>
        <p dir="auto" style={{ margin: '0 0 12px' }}>
          {phase === 'slow' ? 'Dots is slow today.' : 'Dots does not answer. Your work is saved.'}
        </p>
        {retry && (
          <button type="button" className="df-button" onClick={retry}>
            Start again
          </button>
        )}
      </div>
    ),
  },
  parameters: { dots: silence },
  play: async ({ canvasElement }) => {
    await appears(within(canvasElement).findByText(/Your work is saved/, {}, { timeout: 10_000 }));
  },
};

/** A server that cannot be reached at first; a second try makes the Flow after all. */
const reachableAtSecondTry = ({ adapter }: StoryDots): ServerAdapter => {
  let tries = 0;
  return {
    ...adapter,
    createFlow: async (request, options) => {
      tries += 1;
      if (tries === 1) throw new DotsFlowsError('network-error', { message: 'The server could not be reached.' });
      return adapter.createFlow(request, options);
    },
  };
};

/** The Flow could not be made, because the server was out of reach. "Try again" makes it. */
export const CouldNotBeMade: Story = {
  render: ({ steps: _steps, ...args }) => (
    <Surface>
      <DotsFlowFrame {...args} steps={['manage-payouts']} />
    </Surface>
  ),
  parameters: { dots: { makeAdapter: reachableAtSecondTry } },
  play: async ({ args, canvasElement, globals }) => {
    await waitForState(canvasElement, 'error');
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'network-error' }));
    await expect(within(canvasElement).getByRole('button', { name: wordsIn(globals).frame.tryAgain })).toBeVisible();
  },
};

/** The same a moment later: the user pressed "Try again", and the Flow is there. */
export const MadeAtTheSecondTry: Story = {
  ...CouldNotBeMade,
  tags: ['!autodocs'],
  play: async ({ canvasElement, globals }) => {
    const name = wordsIn(globals).frame.tryAgain;
    await userEvent.click(await within(canvasElement).findByRole('button', { name }, { timeout: 10_000 }));
    await waitForState(canvasElement, 'ready');
  },
};

const refusedLink = (link: string): Story => ({
  render: (args) => (
    <Surface>
      <DotsFlowFrame onError={args.onError} trustedOrigins={['https://my.dots.dev']} link={link} />
    </Surface>
  ),
  play: async ({ args, canvasElement }) => {
    await waitForState(canvasElement, 'error');
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'untrusted-link' }));
    await expect(canvasElement.querySelector('iframe')).toBeNull();
  },
});

/** The link leads to a host that only begins like Dots. No frame is made, and nothing is asked of that host. */
export const LinkToAnotherHost: Story = refusedLink('https://my.dots.dev.evil.example/flow/1');

/** A `javascript:` link would run in your page. It is refused like any other that is not https. */
export const LinkWithAScript: Story = refusedLink('javascript:alert(document.domain)');

const oddPage = (name: string, sandbox?: string) =>
  function OddPage(args: StoryFlowProps) {
    return (
      <Surface>
        <DotsFlowFrame
          onError={args.onError}
          onReady={args.onReady}
          link={storyFile(`story-pages/${name}`)}
          sandbox={sandbox}
        />
      </Surface>
    );
  };

/** The inspector comes first where the page below may be tall. */
const belowInspector = (content: ReactNode) => (
  <div className="story-stack">
    <DotsFlowsInspector initiallyOpen placement="inline" />
    {content}
  </div>
);

/** A page that measures itself by its own frame. After a second of growth its height stays as it is. */
export const GrowsForEver: Story = {
  render: (args) => belowInspector(oddPage('growing.html')(args)),
  play: async ({ canvasElement }) => {
    const inspector = within(canvasElement);
    await appears(inspector.findByText(/the page grows or swings without end/, {}, { timeout: 20_000 }));
    const { height } = (await findFrame(canvasElement)).getBoundingClientRect();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect((await findFrame(canvasElement)).getBoundingClientRect().height).toBe(height);
  },
};

/** A page that swings between two heights. It is stopped at the taller one: nothing of it is cut off. */
export const Swings: Story = {
  tags: ['!autodocs'],
  render: (args) => belowInspector(oddPage('swinging.html')(args)),
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText(/the page grows or swings without end/, {}, { timeout: 20_000 });
    await expect((await findFrame(canvasElement)).getBoundingClientRect().height).toBe(520);
  },
};

/** Another window says that the tax form is done. It is not this frame's window, so nothing happens. */
export const ForgedMessages: Story = {
  render: (args) =>
    belowInspector(
      <>
        <iframe
          title="A window of somebody else"
          src={storyFile('story-pages/forger.html')}
          style={{ border: '1px dashed #b3261e', inlineSize: '100%', blockSize: 172, boxSizing: 'border-box' }}
        />
        <StoryFlow {...args} steps={['compliance']} minHeight={200} />
      </>,
    ),
  play: async ({ args, canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    const lines = await within(canvasElement).findAllByText(/not from a frame of ours/, {}, { timeout: 10_000 });
    await expect(lines.length).toBeGreaterThan(0);
    await expect(args.onStepComplete).not.toHaveBeenCalled();
    await expect((await findFrame(canvasElement)).getBoundingClientRect().height).toBeLessThan(4_000);
  },
};

/** Messages in no documented shape. They are ignored in silence; the inspector shows them to a developer. */
export const UnknownMessages: Story = {
  render: (args) => belowInspector(oddPage('babbling.html')(args)),
  play: async ({ canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    await expect(
      (await within(canvasElement).findAllByText(/not a message that Dots documents/)).length,
    ).toBeGreaterThan(0);
    await waitFor(async () => expect((await findFrame(canvasElement)).getBoundingClientRect().height).toBe(460));
  },
};

/** A `sandbox` without `allow-same-origin` takes the page's origin away. Its messages come from "null": nobody. */
export const SandboxTooTight: Story = {
  args: { slowAfterMs: 1_500, timeoutMs: 600_000 },
  render: (args) => belowInspector(oddPage('babbling.html', 'allow-scripts')(args)),
  play: async ({ args, canvasElement }) => {
    await within(canvasElement).findAllByText(/from “null”: not from an allowed origin/, {}, { timeout: 10_000 });
    await expect(args.onReady).not.toHaveBeenCalled();
    await expect(canvasElement.querySelector('.df-frame')).not.toHaveAttribute('data-state', 'ready');
  },
};

/** A page that reports each step twice: you are told once. */
export const StepsReportedTwice: Story = {
  tags: ['!autodocs'],
  args: { steps: ['manage-payouts'] },
  parameters: {
    dots: {
      settings: { messages: { height: 'on-resize', encoding: 'json-text', steps: 'twice', statusOverride: null } },
    },
  },
  play: async ({ args, canvasElement }) => {
    await atFlowPage(canvasElement).press('Save and continue');
    await waitForState(canvasElement, 'complete');
    await expect(args.onStepComplete).toHaveBeenCalledOnce();
  },
};
