import { PasswordInput, type PasswordInputProps } from '@mantine/core';

const TOGGLE = { 'aria-label': 'Show what is typed' } as const;

/** The password that somebody has. It says to screen readers as well that it is wrong: the component itself leaves that out. */
export function PasswordField(props: PasswordInputProps) {
  return (
    <PasswordInput
      label="Password"
      autoComplete="current-password"
      required
      visibilityToggleFocusable
      visibilityToggleButtonProps={TOGGLE}
      aria-invalid={Boolean(props.error)}
      {...props}
    />
  );
}
