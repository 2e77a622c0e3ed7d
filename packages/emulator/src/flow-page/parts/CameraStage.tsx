import { useCallback, useEffect, useRef, useState } from 'react';
import type { CameraProblem } from '../browser-camera.ts';
import { useFlowContext } from '../flow-context.ts';
import { Button } from './Button.tsx';
import { CameraHelp } from './CameraHelp.tsx';
import { drawSample, Picture, takePicture } from './Picture.tsx';

type Stage =
  | { readonly name: 'asking' }
  | { readonly name: 'live'; readonly stream: MediaStream }
  | { readonly name: 'taken'; readonly picture: HTMLCanvasElement }
  | { readonly name: 'blocked'; readonly problem: CameraProblem };

export interface CameraStageProps {
  readonly subject: 'document' | 'face';
  readonly onAccepted: (picture: HTMLCanvasElement) => void;
}

/**
 * Asks for the camera, shows what it sees, takes one picture. The camera is off as soon as the picture is taken or
 * the stage is left.
 */
export function CameraStage({ subject, onAccepted }: CameraStageProps) {
  const { openCamera, view } = useFlowContext();
  const [stage, setStage] = useState<Stage>({ name: 'asking' });
  const [tries, setTries] = useState(0);
  const [isShowing, setShowing] = useState(false);
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    let isLeft = false;
    let opened: MediaStream | null = null;
    void openCamera(subject === 'face' ? 'user' : 'environment').then((answer) => {
      if (!answer.ok) {
        if (!isLeft) setStage({ name: 'blocked', problem: answer.problem });
        return;
      }
      opened = answer.stream;
      if (isLeft) stop(opened);
      else setStage({ name: 'live', stream: opened });
    });
    return () => {
      isLeft = true;
      if (opened) stop(opened);
    };
  }, [openCamera, subject, tries]);

  const attach = useCallback(
    (element: HTMLVideoElement | null) => {
      video.current = element;
      if (element && stage.name === 'live' && element.srcObject !== stage.stream) element.srcObject = stage.stream;
    },
    [stage],
  );

  const again = (): void => {
    setShowing(false);
    setStage({ name: 'asking' });
    setTries((count) => count + 1);
  };
  const take = (): void => {
    if (stage.name !== 'live' || !video.current?.videoWidth) return;
    const picture = takePicture(video.current);
    stop(stage.stream);
    setStage({ name: 'taken', picture });
  };
  const useSample = (): void => {
    if (stage.name === 'live') stop(stage.stream);
    setStage({ name: 'taken', picture: drawSample(subject) });
  };

  return (
    <div className="fp-camera" data-subject={subject}>
      <output className="fp-visually-hidden">{WORDS[stage.name]}</output>
      {stage.name === 'blocked' ? (
        <CameraHelp problem={stage.problem} />
      ) : (
        <div className="fp-viewfinder">
          {stage.name === 'taken' && <Picture source={stage.picture} label={`The picture of your ${subject}`} />}
          {stage.name === 'live' && (
            <video
              ref={attach}
              autoPlay
              muted
              playsInline
              aria-label="What the camera sees"
              onPlaying={() => setShowing(true)}
            />
          )}
          {stage.name === 'live' && <span className="fp-outline" aria-hidden="true" />}
          {stage.name === 'asking' && <p className="fp-viewfinder-note">Allow the camera when your browser asks.</p>}
        </div>
      )}
      <div className="fp-actions">
        {stage.name === 'taken' && <Button onClick={() => onAccepted(stage.picture)}>Use this picture</Button>}
        {stage.name === 'taken' && (
          <Button kind="quiet" onClick={again}>
            Take it again
          </Button>
        )}
        {stage.name === 'live' && (
          <Button onClick={take} isDisabled={!isShowing}>
            Take picture
          </Button>
        )}
        {stage.name === 'blocked' && <Button onClick={again}>Try the camera again</Button>}
        {view.sandbox && stage.name !== 'taken' && (
          <Button kind="quiet" onClick={useSample}>
            Sandbox only: use a sample picture
          </Button>
        )}
      </div>
    </div>
  );
}

const WORDS: Record<Stage['name'], string> = {
  asking: 'Asking for the camera.',
  live: 'The camera is on.',
  taken: 'The picture is taken. The camera is off.',
  blocked: 'The camera cannot be used.',
};

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
