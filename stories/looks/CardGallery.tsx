import { OnboardThenPayout } from '@dots-flows/react/onboard-then-payout';
import type { PayoutSession } from '@dots-flows/react';
import { createTestAdapter, testSessions } from '@dots-flows/react/testing';
import { useState } from 'react';
import { languages } from '../support/languages.ts';
import { StoryProvider } from '../support/StoryProvider.tsx';

interface GalleryCardProps {
  readonly name: string;
  readonly session: PayoutSession | 'hang' | 'network-error';
  readonly globals: Readonly<Record<string, unknown>>;
  readonly description?: string | undefined;
}

function GalleryCard({ name, session, globals, description = '12 deliveries, 9 to 15 March' }: GalleryCardProps) {
  const [adapter] = useState(() => createTestAdapter([session]));
  const payoutId = typeof session === 'string' ? `inv_${name}` : session.payoutId;
  return (
    <div>
      <p className="story-caption">
        <bdi>{name}</bdi>
      </p>
      <StoryProvider globals={globals} adapter={adapter}>
        <OnboardThenPayout payoutId={payoutId} description={description} onDone={() => {}} helpUrl="#help" />
      </StoryProvider>
    </div>
  );
}

interface GalleryProps {
  readonly globals: Readonly<Record<string, unknown>>;
}

/** The card in every state that needs no frame, side by side. */
export function StateGallery({ globals }: GalleryProps) {
  // Tabs and cards of one payout tell each other of changes, so each card here is another payout.
  const states: readonly (readonly [string, GalleryCardProps['session']])[] = [
    ['Loading', 'hang'],
    ['Sending', testSessions.transferring('sending', { payoutId: 'inv_5001' })],
    ['Under review', testSessions.held('transfer-flagged', { payoutId: 'inv_5002' })],
    ['Done', testSessions.completed({ payoutId: 'inv_5003' })],
    ['Failed', testSessions.failed('transfer-failed', true, { payoutId: 'inv_5004' })],
    ['Offline', 'network-error'],
  ];
  return (
    <div className="story-gallery">
      {states.map(([name, session]) => (
        <GalleryCard key={name} name={name} session={session} globals={globals} />
      ))}
    </div>
  );
}

/** The same card in every language that ships. */
export function LanguageGallery({ globals }: GalleryProps) {
  return (
    <div className="story-gallery">
      {Object.entries(languages).map(([language, { locale, direction }], index) => (
        <div key={language} lang={locale} dir={direction}>
          <GalleryCard
            name={new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language}
            session={testSessions.failed('transfer-failed', true, {
              payoutId: `inv_51${index}`,
              amountCents: 123_456_789,
            })}
            globals={{ ...globals, locale: language }}
          />
        </div>
      ))}
    </div>
  );
}

/** One card at four widths of its place: it answers to that, not to the page. */
export function WidthGallery({ globals }: GalleryProps) {
  return (
    <div className="story-widths">
      {[240, 320, 480, 720].map((width) => (
        <div key={width} style={{ inlineSize: width, maxInlineSize: '100%' }}>
          <GalleryCard
            name={`${width} px`}
            session={testSessions.completed({ payoutId: `inv_52${width}` })}
            globals={globals}
          />
        </div>
      ))}
    </div>
  );
}
