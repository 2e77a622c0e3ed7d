import { DotsFlowFrame } from '@dots-flows/react';
import { useCssAppearance } from '@dots-flows/react/appearance';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import type { ComponentType } from 'react';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { Surface } from '../support/Surface.tsx';
import { StoryFlow } from '../support/StoryFlow.tsx';
import type { StoryFlowProps } from '../support/StoryFlow.tsx';
import { appears, atFlowPage, findFrame, waitForState } from '../support/frame-play.ts';
import { wordsIn } from '../support/words-in.ts';
import { storyFile } from '../support/story-dots.ts';
import { withLiveDots } from '../support/withDots.tsx';

const meta = {
  title: 'Components/DotsFlowFrame',
  component: DotsFlowFrame as ComponentType<StoryFlowProps>,
  decorators: [withLiveDots],
  render: (args) => <StoryFlow {...args} />,
  args: {
    steps: ['compliance', 'manage-payouts'],
    onReady: fn(),
    onResize: fn(),
    onStepComplete: fn(),
    onComplete: fn(),
    onReturn: fn(),
    onError: fn(),
  },
  argTypes: {
    height: { control: 'text' },
    signedIn: { control: 'boolean' },
    signedInForMs: { table: { disable: true } },
  },
} satisfies Meta<StoryFlowProps>;

export default meta;
type Story = StoryObj<typeof meta>;

/** A Flow with two steps. Fill it in: nothing leaves this browser, and the sample data is made up. */
export const Playground: Story = {
  play: async ({ args, canvasElement, globals }) => {
    const frame = await findFrame(canvasElement);
    await waitForState(canvasElement, 'ready');
    await expect(args.onReady).toHaveBeenCalledOnce();
    await expect(frame).toHaveAttribute('allow', 'clipboard-write');
    await expect(frame).toHaveAttribute('title', wordsIn(globals).frame.stepTitles.compliance);
    await waitFor(() => expect(frame.getBoundingClientRect().height).toBeGreaterThan(500));
  },
};

/** The skeleton stands until the page speaks. Its space is reserved, so that nothing below it moves. */
export const Loading: Story = {
  args: { slowAfterMs: 600_000, timeoutMs: 600_000 },
  parameters: {
    dots: { settings: { messages: { height: 'never', encoding: 'object', steps: 'never', statusOverride: null } } },
  },
  play: async ({ canvasElement, globals }) => {
    await waitForState(canvasElement, 'loading');
    await expect(within(canvasElement).getByRole('status')).toHaveTextContent(wordsIn(globals).frame.loading);
  },
};

/** `loading` takes the place of the skeleton. */
export const LoadingOfYourOwn: Story = {
  ...Loading,
  args: { ...Loading.args, loading: <p style={{ margin: 0, padding: 24 }}>One moment: Dots opens your tax form…</p> },
  play: async ({ canvasElement }) => {
    await appears(within(canvasElement).findByText(/One moment/));
  },
};

/** Somebody whom Dots does not know yet signs in by phone and code first. The code is always 000000 here. */
export const SignsInFirst: Story = {
  args: { signedIn: false, steps: ['compliance'] },
  play: async ({ canvasElement }) => {
    await atFlowPage(canvasElement).sees('Verify your phone');
  },
};

/** Given `steps`, the component makes the Flow itself, through the adapter of the provider. */
export const MadeFromSteps: Story = {
  tags: ['!autodocs'],
  render: ({ steps: _steps, ...args }) => (
    <Surface>
      <DotsFlowFrame {...args} steps={['manage-payouts']} />
    </Surface>
  ),
  play: async ({ args, canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    await expect(args.onError).not.toHaveBeenCalled();
  },
};

/** Each step is told once, and the end of the last one, too. The page stays in view: what follows is up to you. */
export const StepsDone: Story = {
  tags: ['!autodocs'],
  args: { steps: ['manage-payouts'] },
  play: async ({ args, canvasElement }) => {
    await atFlowPage(canvasElement).press('Save and continue');
    await waitForState(canvasElement, 'complete');
    await expect(args.onStepComplete).toHaveBeenCalledOnce();
    await expect(args.onStepComplete).toHaveBeenCalledWith(
      expect.objectContaining({ step: 'manage-payouts', status: 'completed-saved' }),
    );
    await expect(args.onComplete).toHaveBeenCalledOnce();
  },
};

/**
 * A link signs its user in for 15 minutes. When that runs out in front of the user, a fresh one is offered and never
 * forced: what was typed would be lost.
 */
export const RenewalOffered: Story = {
  // Links count as aged a minute early.
  args: { signedInForMs: 61_500 },
  play: async ({ canvasElement, globals }) => {
    const first = await findFrame(canvasElement);
    await waitForState(canvasElement, 'ready');
    await appears(within(canvasElement).findByText(wordsIn(globals).frame.linkAging, {}, { timeout: 10_000 }));
    await expect(first).toBeInTheDocument();
  },
};

/** After "Refresh it now": another frame with another link, so that the Back button stays right. */
export const Renewed: Story = {
  tags: ['!autodocs'],
  args: { signedInForMs: 61_500 },
  play: async ({ canvasElement, globals }) => {
    const first = await findFrame(canvasElement);
    const { renewLink, linkAging } = wordsIn(globals).frame;
    await userEvent.click(await within(canvasElement).findByRole('button', { name: renewLink }, { timeout: 10_000 }));
    await waitFor(() => expect(first).not.toBeInTheDocument());
    await waitForState(canvasElement, 'ready');
    await expect(within(canvasElement).queryByText(linkAging)).not.toBeInTheDocument();
  },
};

/** The last page of the Flow leads back to a page of yours, whose one line of script tells the frame: `onReturn`. */
export const ReturnsFromRedirect: Story = {
  tags: ['!autodocs'],
  args: { steps: [{ name: 'redirect', redirect_url: storyFile('story-pages/return.html') }] },
  play: async ({ args, canvasElement }) => {
    await waitForState(canvasElement, 'returned');
    await expect(args.onReturn).toHaveBeenCalledOnce();
  },
};

/** Its height is yours: the page scrolls inside. */
export const FixedHeight: Story = {
  args: { height: 420 },
  play: async ({ canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    await expect((await findFrame(canvasElement)).getBoundingClientRect().height).toBe(420);
  },
};

/** It fills the box that it is in. */
export const FillsItsBox: Story = {
  tags: ['!autodocs'],
  args: { height: 'fill' },
  decorators: [
    (Story) => (
      <div style={{ blockSize: 520 }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    await expect((await findFrame(canvasElement)).getBoundingClientRect().height).toBe(520);
  },
};

/** It follows the page up to `maxHeight`; beyond that the page scrolls inside. */
export const TallestAllowed: Story = {
  tags: ['!autodocs'],
  args: { maxHeight: 640 },
  play: async ({ canvasElement }) => {
    await waitFor(async () => expect((await findFrame(canvasElement)).getBoundingClientRect().height).toBe(640));
  },
};

/** Frames on one page hear only their own page. */
export const TwoOnAPage: Story = {
  tags: ['!autodocs'],
  render: (args) => (
    <div style={{ display: 'grid', gap: 24 }}>
      <StoryFlow {...args} steps={['manage-payouts']} onStepComplete={undefined} />
      <StoryFlow {...args} steps={['compliance']} />
    </div>
  ),
  play: async ({ args, canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll('[data-state="ready"]')).toHaveLength(2), {
      timeout: 20_000,
    });
    await atFlowPage(canvasElement).press('Save and continue');
    await waitForState(canvasElement, 'complete');
    await expect(args.onStepComplete).not.toHaveBeenCalled();
  },
};

/** Its own words follow the provider's language and direction; the page inside is Dots', in Dots' language. */
export const RightToLeft: Story = {
  args: { ...RenewalOffered.args },
  globals: { locale: 'ar' },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('button', { name: 'جدّدها الآن' }, { timeout: 10_000 });
  },
};

function InThisPlace({ place, ...props }: StoryFlowProps & { readonly place: Element }) {
  return <StoryFlow {...props} appearance={useCssAppearance(place)} />;
}

function LooksLikeItsPlace(props: StoryFlowProps) {
  const [place, setPlace] = useState<Element | null>(null);
  return <div ref={setPlace}>{place && <InThisPlace {...props} place={place} />}</div>;
}

/** `useCssAppearance` reads your CSS variables and hands them to the page inside, here those of the toolbar's theme. */
export const LooksLikeTheHost: Story = {
  tags: ['!autodocs'],
  render: (args) => <LooksLikeItsPlace {...args} />,
  play: async ({ canvasElement }) => {
    await waitForState(canvasElement, 'ready');
    const { src } = await findFrame(canvasElement);
    await expect(new URL(src).searchParams.get('styles')).toContain('"primaryColor":"#');
  },
};
