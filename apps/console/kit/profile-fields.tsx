import { TextInput } from '@mantine/core';
import { type RefObject } from 'react';
import { type Member } from '../app/queries';

/** A profile as it is typed (P-1). */
export interface ProfileValues {
  readonly name: string;
  readonly jobTitle: string;
  readonly phone: string;
}

const MOST_CHARACTERS = 200;

export function profileValues({ name, jobTitle, phone }: Pick<Member, 'name' | 'jobTitle' | 'phone'>): ProfileValues {
  return { name: name ?? '', jobTitle: jobTitle ?? '', phone: phone ?? '' };
}

/** As the service takes it: a phone number without the spaces people type, and nothing where a field is empty. */
export function profileBody({ name, jobTitle, phone }: ProfileValues) {
  return { name: name.trim(), jobTitle: jobTitle.trim() || null, phone: phone.replace(/[\s()./-]/g, '') || null };
}

/** What a profile lacks to be complete (P-1). */
export function missingIn({ name, email, jobTitle }: Pick<Member, 'name' | 'email' | 'jobTitle'>): readonly string[] {
  const parts = [['name', name], ['email address', email], ['job title', jobTitle]] as const;
  return parts.filter(([, value]) => !value).map(([part]) => part);
}

interface ProfileFieldsProps {
  readonly values: ProfileValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (values: ProfileValues) => void;
  readonly first?: RefObject<HTMLInputElement | null>;
}

/** The same three fields on a member's page and in one's own settings (P-2). */
export function ProfileFields({ values, errors, onChange, first }: ProfileFieldsProps) {
  const field = (name: keyof ProfileValues) => ({
    value: values[name],
    error: errors[name],
    onChange: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
      onChange({ ...values, [name]: currentTarget.value }),
  });
  return (
    <>
      <TextInput label="Name" required maxLength={MOST_CHARACTERS} dir="auto" autoComplete="off" {...(first && { ref: first })} {...field('name')} />
      <TextInput
        label="Job title"
        description="Customers see the name and the job title below each reply."
        maxLength={MOST_CHARACTERS}
        dir="auto"
        autoComplete="off"
        {...field('jobTitle')}
      />
      <TextInput
        label="Phone (optional)"
        description="With the country’s code, as +46 70 123 45 67."
        type="tel"
        autoComplete="off"
        {...field('phone')}
      />
    </>
  );
}
