import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconPlugConnectedX } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { RosterProblem, RosterUnreachable } from '#libs/client';

/** Whether it is about who asks, not about what was asked. */
export function isRefusal(error: unknown): boolean {
  return error instanceof RosterProblem && [401, 403, 404].includes(error.status);
}

/** What went wrong and what to do next, in the service's own words. */
export function wordsOf(error: unknown): { readonly what: string; readonly next?: string | undefined } {
  if (error instanceof RosterProblem) {
    const next = [error.remedy, error.status === 429 || error.remedy === undefined ? waitOf(error) : undefined];
    return { what: error.message, next: next.filter((words) => words !== undefined).join(' ') || undefined };
  }
  if (error instanceof RosterUnreachable) {
    return navigator.onLine
      ? { what: 'Roster does not answer at the moment.', next: 'Nothing is lost. Try again in a moment.' }
      : { what: 'You are offline.', next: 'Try again once you are connected.' };
  }
  return { what: 'Something went wrong on this page.', next: 'Reload the page. If it happens again, tell whoever runs Roster.' };
}

function waitOf({ retryAfter }: RosterProblem): string | undefined {
  if (retryAfter === undefined) return undefined;
  const minutes = Math.ceil(retryAfter / 60);
  const seconds = retryAfter === 1 ? '1 second' : `${retryAfter} seconds`;
  return `Try again in ${retryAfter < 90 ? seconds : `${minutes} minutes`}.`;
}

interface ProblemProps {
  readonly error: unknown;
  readonly children?: ReactNode;
}

/** An error beside what caused it; read out at once. Nothing where there is no error. */
export function Problem({ error, children }: ProblemProps) {
  if (error === null || error === undefined) return null;
  const { what, next } = wordsOf(error);
  const details = error instanceof RosterProblem ? error.errors : [];
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={what} role="alert" data-problem={codeOf(error)}>
      {next !== undefined && <Text size="sm">{next}</Text>}
      {details.length > 0 && (
        <List size="sm">
          {details.map(({ path, message }) => (
            <List.Item key={path + message}>{path === '' ? message : `${path}: ${message}`}</List.Item>
          ))}
        </List>
      )}
      {children}
    </Alert>
  );
}

/** In the place of what could not be loaded, or may not be seen. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { what, next } = wordsOf(error);
  const refused = isRefusal(error);
  return (
    <Alert
      color={refused ? 'gray' : 'red'}
      variant="light"
      icon={refused ? <IconLock aria-hidden /> : <IconPlugConnectedX aria-hidden />}
      title={what}
      role="alert"
      data-problem={codeOf(error)}
    >
      {next !== undefined && <Text size="sm">{next}</Text>}
      {!refused && retry && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}

function codeOf(error: unknown): string {
  if (error instanceof RosterProblem) return error.code;
  return error instanceof RosterUnreachable ? 'unreachable' : 'unexpected';
}
