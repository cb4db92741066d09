import { RosterProblem } from '#libs/client';

/** What the service found wrong with each field of a form, by the field's name; for `form.setErrors`. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof RosterProblem)) return {};
  return Object.fromEntries(error.errors.map(({ path, message }) => [path, message]));
}
