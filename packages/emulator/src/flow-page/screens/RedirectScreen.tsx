import { useCallback, useEffect, useRef, useState } from 'react';
import { useFlowContext } from '../flow-context.ts';
import type { FlowPageProblem } from '../flow-page-backend.ts';
import { Button } from '../parts/Button.tsx';
import { Notice, ProblemBox } from '../parts/Notice.tsx';
import { Screen } from '../parts/Screen.tsx';

/** Long enough to read where the way leads. */
const PAUSE_MS = 1500;

/** Says where it goes, ends the step, and goes there. */
export function RedirectScreen({ redirectUrl }: { redirectUrl: string }) {
  const { act, isBusy, navigate, view } = useFlowContext();
  const hasGone = useRef(false);
  const [problem, setProblem] = useState<FlowPageProblem | null>(null);
  const url = safeUrl(redirectUrl);
  const href = url?.href ?? null;
  const go = useCallback(async (): Promise<void> => {
    if (href === null || hasGone.current) return;
    const result = await act({ type: 'finish-redirect' }, { keepScreen: navigate !== null });
    setProblem(result.problem);
    if (!result.isDone) return;
    hasGone.current = true;
    navigate?.(href);
  }, [act, href, navigate]);
  const newestGo = useRef(go);
  useEffect(() => {
    newestGo.current = go;
  }, [go]);
  useEffect(() => {
    if (href === null) return;
    const timer = setTimeout(() => void newestGo.current(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [href]);

  if (!url) {
    return (
      <Screen title="This page cannot go on">
        <Notice kind="bad">
          The address to return to is not a web address. Close this page and go back by yourself.
        </Notice>
      </Screen>
    );
  }
  return (
    <Screen
      title="Taking you back"
      lead={
        <>
          You are on your way to <strong className="fp-break">{url.host}</strong>.
        </>
      }
    >
      <ProblemBox problem={problem} />
      <output className="fp-wait">
        <span className="fp-spinner" aria-hidden="true" /> One moment
      </output>
      {view.stepOptions['hide_continue_button'] !== true && (
        <div className="fp-actions">
          <Button isBusy={isBusy} onClick={() => void go()}>
            Go now
          </Button>
        </div>
      )}
    </Screen>
  );
}

/** Web addresses only: a script address would run with the rights of this page. */
function safeUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}
