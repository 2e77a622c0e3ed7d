import type { FlowView } from '../flow-page-backend.ts';
import { stepLabel } from '../step-names.ts';

/** App name and progress on top of every screen. */
export function PageHeader({ view }: { view: FlowView }) {
  const done = view.steps.filter((step) => view.completedSteps.includes(step)).length;
  const isOver = view.screen.name === 'end';
  const position = Math.min(done + 1, view.steps.length);
  const current = view.steps[position - 1];
  return (
    <div className="fp-head">
      <p className="fp-app">
        <span className="fp-app-mark" aria-hidden="true">
          {view.appName.slice(0, 1)}
        </span>
        <span className="fp-app-name">{view.appName}</span>
      </p>
      {view.steps.length > 1 && !isOver && current && (
        <div className="fp-progress">
          <p className="fp-progress-text">
            Step {position} of {view.steps.length}
            <span className="fp-progress-name"> · {stepLabel(current)}</span>
          </p>
          <div className="fp-progress-bar" aria-hidden="true">
            {view.steps.map((step, index) => (
              <span key={step} data-is={index < done ? 'done' : index === done ? 'now' : 'todo'} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

export function PageFooter() {
  return <p className="fp-foot">Powered by Dots (emulator)</p>;
}

/** The red bar that Dots shows in its sandbox, too. */
export function SandboxBar() {
  return (
    <p className="fp-sandbox">
      <strong>Sandbox.</strong> No real money moves.
    </p>
  );
}
