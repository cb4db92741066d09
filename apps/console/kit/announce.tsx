import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { wordsOf } from './problem';

const SHOWN_MS = 6000;

/**
 * Says what has happened: seen for a few seconds, and read out by a screen reader without taking the focus.
 * @param how `stays`: until it is dismissed, for what nothing else on the page tells
 */
export function announce(words: string, { stays = false }: { readonly stays?: boolean } = {}): void {
  notifications.show({
    message: words,
    autoClose: stays ? false : SHOWN_MS,
    color: 'teal',
    icon: <IconCheck aria-hidden size={18} />,
    withBorder: true,
    role: 'status',
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}

/** The same for what could not be done and has no form of its own to say so. */
export function announceProblem(error: unknown): void {
  const { what, next } = wordsOf(error);
  notifications.show({
    title: what,
    message: next,
    autoClose: false,
    color: 'red',
    icon: <IconAlertTriangle aria-hidden size={18} />,
    withBorder: true,
    role: 'alert',
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
}
