import { Button, Group, Modal, Stack } from '@mantine/core';
import { type ReactNode } from 'react';
import { Problem } from './problem';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  /** On the button: what it does, not `OK`. */
  readonly action: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  /** Keeps the button from being pressed until something is chosen or typed. */
  readonly notYet?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Asks before something is done, and stays open with the reason where it could not be. Focus goes back where it was. */
export function Confirm({ opened, title, action, danger, busy, error, notYet, onConfirm, onClose, children }: ConfirmProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={!busy}
      closeOnEscape={!busy}
      centered
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (notYet !== true) onConfirm();
        }}
      >
        <Stack>
          {children}
          <Problem error={error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} disabled={busy}>
              Cancel
            </Button>
            <Button type="submit" color={danger === true ? 'red' : 'roster'} loading={busy} disabled={notYet === true}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
