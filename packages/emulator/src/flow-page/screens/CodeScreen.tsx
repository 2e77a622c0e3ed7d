import { useEffect, useState } from 'react';
import { useFlowContext } from '../flow-context.ts';
import type { FlowScreen } from '../flow-page-backend.ts';
import { Button } from '../parts/Button.tsx';
import { CodeField } from '../parts/CodeField.tsx';
import { Notice, ProblemBox } from '../parts/Notice.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useForm } from '../parts/useForm.ts';

type CodeScreenData = Extract<FlowScreen, { name: 'code' }>;

/** The six digits that were texted or read out. */
export function CodeScreen({ screen }: { screen: CodeScreenData }) {
  const { act, isBusy, remembered, view } = useFlowContext();
  const [sentAgain, setSentAgain] = useState<{ count: number; channel: 'sms' | 'call' } | null>(null);
  const form = useForm({
    initial: { code: '' },
    validate: ({ code }) => (code.length === 6 ? {} : { code: 'Enter all six digits.' }),
    submit: async ({ code }) => {
      const result = await act({ type: 'verify-code', code });
      if (result.problem?.code !== 'wrong-code') return result;
      return { ...result, problem: { ...result.problem, fields: { code: result.problem.message } } };
    },
  });
  const [resendProblem, setResendProblem] = useState<typeof form.problem>(null);
  const resend = async (channel: 'sms' | 'call'): Promise<void> => {
    const { countryCode, phoneNumber } = remembered;
    const result = await act({ type: 'send-code', countryCode, phoneNumber, channel });
    setResendProblem(result.problem);
    if (result.isDone) setSentAgain({ count: (sentAgain?.count ?? 0) + 1, channel });
  };
  const verb = screen.channel === 'call' ? 'We are calling' : 'We sent a text message to';
  return (
    <Screen
      title="Enter your code"
      lead={
        <>
          {verb} <span className="fp-nowrap">{screen.phoneMask}</span>.{' '}
          <Button kind="link" isDisabled={isBusy} onClick={() => void act({ type: 'change-phone' })}>
            Use another number
          </Button>
        </>
      }
    >
      <form className="fp-form" {...form.formProps}>
        <ProblemBox problem={form.problem ?? resendProblem} />
        <CodeField field={form.text('code')} label="Six-digit code" />
        {view.sandbox && (
          <Notice kind="info">
            The emulator sends no messages. Its code is <code className="fp-code-hint">{screen.codeHint}</code>.
          </Notice>
        )}
        <div className="fp-actions">
          <Button type="submit" isBusy={isBusy}>
            Verify
          </Button>
        </div>
        {/* After a reload the number is only known masked: then the way is "Use another number". */}
        {remembered.phoneNumber !== '' && (
          <Resend
            key={sentAgain?.count ?? 0}
            waitSeconds={screen.resendAfterSeconds}
            isBusy={isBusy}
            onResend={(channel) => void resend(channel)}
          />
        )}
        <output className="fp-visually-hidden">
          {sentAgain &&
            `Code ${sentAgain.channel === 'call' ? 'call' : 'text message'} number ${sentAgain.count + 1} is on its way.`}
        </output>
      </form>
    </Screen>
  );
}

interface ResendProps {
  readonly waitSeconds: number;
  readonly isBusy: boolean;
  readonly onResend: (channel: 'sms' | 'call') => void;
}

function Resend({ waitSeconds, isBusy, onResend }: ResendProps) {
  const leftSeconds = useSecondsLeft(waitSeconds);
  const isLocked = leftSeconds > 0;
  return (
    <div className="fp-resend">
      <span>{isLocked ? `No code yet? You can ask again in ${leftSeconds} s.` : 'No code yet?'}</span>
      <Button kind="link" isDisabled={isLocked || isBusy} onClick={() => onResend('sms')}>
        Text it again
      </Button>
      <Button kind="link" isDisabled={isLocked || isBusy} onClick={() => onResend('call')}>
        Call me
      </Button>
    </div>
  );
}

function useSecondsLeft(seconds: number): number {
  const [leftSeconds, setLeft] = useState(seconds);
  useEffect(() => {
    const endsMs = performance.now() + seconds * 1000;
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((endsMs - performance.now()) / 1000));
      setLeft(left);
      if (left === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return leftSeconds;
}
