import { useState } from 'react';
import { useFlowContext } from '../flow-context.ts';
import type { FlowPageProblem } from '../flow-page-backend.ts';
import { Button } from '../parts/Button.tsx';
import { CameraStage } from '../parts/CameraStage.tsx';
import { ChoiceField } from '../parts/ChoiceField.tsx';
import { DonePanel } from '../parts/DonePanel.tsx';
import { ProblemBox } from '../parts/Notice.tsx';
import { OnFileNotice } from '../parts/OnFileNotice.tsx';
import { Picture } from '../parts/Picture.tsx';
import { Screen } from '../parts/Screen.tsx';
import { useForm } from '../parts/useForm.ts';
import { useStep } from '../parts/useStep.ts';

const DOCUMENTS = [
  { value: 'passport', label: 'Passport', detail: 'The page with your photo' },
  { value: 'drivers-license', label: "Driver's license", detail: 'The front' },
  { value: 'national-id', label: 'National ID card', detail: 'The front' },
] as const;

type DocumentType = (typeof DOCUMENTS)[number]['value'];
type Page = 'choose' | 'document' | 'face' | 'review';

/** A government ID and the face that belongs to it. The pictures stay in this page; only their number is sent. */
export function IdVerificationScreen() {
  const { isDone } = useStep('id-verification');
  const [page, setPage] = useState<Page>('choose');
  const [documentType, setDocumentType] = useState<DocumentType>('passport');
  const [pictures, setPictures] = useState<readonly HTMLCanvasElement[]>([]);
  if (isDone) return <DonePanel title="Identity verified" lead="Your document and your face match. Thank you." />;
  switch (page) {
    case 'choose':
      return (
        <ChooseDocument
          chosen={documentType}
          onChosen={(type) => {
            setDocumentType(type);
            setPage('document');
          }}
        />
      );
    case 'document':
      return (
        <Screen
          title={`Take a picture of your ${nameOf(documentType)}`}
          lead="Lay it flat in good light. All four corners should be in the picture."
          page={page}
        >
          <CameraStage
            key="document"
            subject="document"
            onAccepted={(picture) => {
              setPictures([picture]);
              setPage('face');
            }}
          />
        </Screen>
      );
    case 'face':
      return (
        <Screen
          title="Now take a picture of your face"
          lead="Look straight at the camera. Take off hats and sunglasses."
          page={page}
        >
          <CameraStage
            key="face"
            subject="face"
            onAccepted={(picture) => {
              setPictures((before) => [...before.slice(0, 1), picture]);
              setPage('review');
            }}
          />
        </Screen>
      );
    case 'review':
      return (
        <Review
          documentType={documentType}
          pictures={pictures}
          onAgain={() => {
            setPictures([]);
            setPage('choose');
          }}
        />
      );
  }
}

function nameOf(type: DocumentType): string {
  return type === 'national-id' ? 'ID card' : type === 'passport' ? 'passport' : "driver's license";
}

function ChooseDocument({ chosen, onChosen }: { chosen: DocumentType; onChosen: (type: DocumentType) => void }) {
  const { view } = useFlowContext();
  const form = useForm({
    initial: { documentType: chosen as string },
    validate: () => ({}),
    submit: ({ documentType }) => {
      onChosen(DOCUMENTS.find(({ value }) => value === documentType)?.value ?? 'passport');
      return { isDone: false, problem: null };
    },
  });
  return (
    <Screen
      title="Verify your identity"
      lead="We need a picture of your ID and one of your face. Your camera is only on while you take them."
      page="choose"
    >
      {view.payee?.idVerified && <OnFileNotice>Your identity is verified already.</OnFileNotice>}
      <form className="fp-form" {...form.formProps}>
        <ChoiceField
          field={form.text('documentType')}
          legend="Which document do you have?"
          choices={DOCUMENTS}
          look="rows"
        />
        <div className="fp-actions">
          <Button type="submit">Continue to camera</Button>
        </div>
      </form>
    </Screen>
  );
}

interface ReviewProps {
  readonly documentType: DocumentType;
  readonly pictures: readonly HTMLCanvasElement[];
  readonly onAgain: () => void;
}

function Review({ documentType, pictures, onAgain }: ReviewProps) {
  const { act, isBusy } = useFlowContext();
  const [problem, setProblem] = useState<FlowPageProblem | null>(null);
  const submit = async (): Promise<void> => {
    const result = await act({ type: 'submit-id', documentType, pictures: pictures.length });
    setProblem(result.problem);
  };
  const labels = [`Your ${nameOf(documentType)}`, 'Your face'];
  return (
    <Screen title="Check your pictures" lead="Is everything sharp and easy to read?" page="review">
      <div className="fp-form">
        <ProblemBox problem={problem} />
        <div className="fp-pictures">
          {pictures.map((picture, index) => (
            <figure key={labels[index]}>
              <Picture source={picture} label={labels[index] ?? ''} />
              <figcaption>{labels[index]}</figcaption>
            </figure>
          ))}
        </div>
        <div className="fp-actions">
          <Button isBusy={isBusy} onClick={() => void submit()}>
            Submit
          </Button>
          <Button kind="quiet" isDisabled={isBusy} onClick={onAgain}>
            Start over
          </Button>
        </div>
      </div>
    </Screen>
  );
}
