import { useEffect, useRef, useState } from 'react';
import type { FormEvent, RefObject } from 'react';
import type { FlowPageProblem } from '../flow-page-backend.ts';
import type { ActResult } from '../useFlow.ts';

/** Fields of a form: texts and check marks. */
export type FieldValues<V> = { readonly [K in keyof V]: string | boolean };
export type FieldErrors = Readonly<Record<string, string>>;

export interface TextBinding {
  readonly name: string;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

export interface CheckBinding {
  readonly name: string;
  readonly checked: boolean;
  readonly error: string | null;
  readonly onChange: (checked: boolean) => void;
}

export interface Form<V extends FieldValues<V>> {
  readonly values: V;
  readonly problem: FlowPageProblem | null;
  readonly formProps: {
    ref: RefObject<HTMLFormElement | null>;
    noValidate: true;
    onSubmit: (event: FormEvent) => void;
  };
  readonly text: (name: TextName<V>) => TextBinding;
  readonly check: (name: CheckName<V>) => CheckBinding;
  readonly change: (part: Partial<V>) => void;
}

export type TextName<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string;
export type CheckName<V> = { [K in keyof V]: V[K] extends boolean ? K : never }[keyof V] & string;

export interface UseFormOptions<V extends FieldValues<V>> {
  readonly initial: V;
  /** Field name to sentence; nothing in it means that the form may go out. */
  readonly validate: (values: V) => FieldErrors;
  readonly submit: (values: V) => Promise<ActResult> | ActResult;
}

/**
 * Values, errors and submission of one form. After a refusal, by the page or by the server, focus moves to the first
 * field that is wrong; a field's error goes away as soon as the field changes.
 */
export function useForm<V extends FieldValues<V>>({ initial, validate, submit }: UseFormOptions<V>): Form<V> {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<FlowPageProblem | null>(null);
  const [refusals, setRefusals] = useState(0);
  const ref = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (refusals === 0) return;
    const bad = ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (bad?.matches('fieldset') ? bad.querySelector('input') : bad)?.focus();
  }, [refusals]);

  const refuse = (found: FieldErrors): void => {
    setErrors(found);
    setRefusals((count) => count + 1);
  };

  const change = (part: Partial<V>): void => {
    setValues((before) => ({ ...before, ...part }));
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in part))));
  };

  const send = async (): Promise<void> => {
    setProblem(null);
    const found = validate(values);
    if (Object.keys(found).length > 0) {
      refuse(found);
      return;
    }
    const result = await submit(values);
    if (!result.problem) return;
    const fields = result.problem.fields ?? {};
    const known = Object.fromEntries(Object.entries<string>(fields).filter(([name]) => name in values));
    if (Object.keys(known).length === 0) setProblem(result.problem);
    else refuse(known);
  };

  const errorOf = (name: string): string | null => errors[name] ?? null;

  return {
    values,
    problem,
    formProps: {
      ref,
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        void send();
      },
    },
    change,
    text: (name) => ({
      name,
      value: String(values[name]),
      error: errorOf(name),
      onChange: (value) => change({ [name]: value } as Partial<V>),
    }),
    check: (name) => ({
      name,
      checked: values[name] === true,
      error: errorOf(name),
      onChange: (checked) => change({ [name]: checked } as Partial<V>),
    }),
  };
}
