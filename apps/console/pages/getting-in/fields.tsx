import { TextInput, type PasswordInputProps, type TextInputProps } from '@mantine/core';
import { PasswordField } from '../../kit/password-field';

/** Not `type="email"`: browsers rewrite what is typed there, and refuse addresses that are good. */
export function EmailField(props: TextInputProps) {
  return <TextInput label="Email address" inputMode="email" autoCapitalize="off" spellCheck={false} required {...props} />;
}

export function NameField(props: TextInputProps) {
  return <TextInput label="Your name" autoComplete="name" required {...props} />;
}

/** One that is chosen here. What makes a good one is said before; the service judges it (C-4). */
export function NewPasswordField(props: PasswordInputProps) {
  return (
    <PasswordField
      autoComplete="new-password"
      description="At least 12 characters. A few words that nobody would guess do well."
      {...props}
    />
  );
}

/** Tells the browser's password store whose password it is, where the address is not asked for. */
export function WhoseField({ email }: { readonly email: string }) {
  return <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />;
}
