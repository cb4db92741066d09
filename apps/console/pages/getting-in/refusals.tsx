import { type UseFormReturnType } from '@mantine/form';
import { type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { RosterProblem } from '#libs/client';
import { fieldErrors } from '../../kit/field-errors';
import { Problem } from '../../kit/problem';

type Values = Readonly<Record<string, string>>;

/** Writes what the service refused beside each field, and leads to the first of them. */
export function markFields<Fields extends Values>(form: UseFormReturnType<Fields>, error: unknown): void {
  const found = fieldErrors(error);
  const first = Object.keys(form.getValues()).find((name) => name in found);
  if (first === undefined) return;
  // Who is led to a field hears what is wrong with it only if that is there already.
  flushSync(() => form.setErrors({ ...found }));
  form.getInputNode(first)?.focus();
}

interface FormProblemProps {
  readonly error: unknown;
  readonly fields: Values;
  readonly children?: ReactNode;
}

/** What is wrong with the form as a whole: nothing, where each fault stands beside a field of its own. */
export function FormProblem({ error, fields, children }: FormProblemProps) {
  const beside = error instanceof RosterProblem && error.errors.length > 0 && error.errors.every(({ path }) => path in fields);
  return beside ? null : <Problem error={error}>{children}</Problem>;
}
