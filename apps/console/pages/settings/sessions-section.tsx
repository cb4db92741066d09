import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { isProblem, type ItemOf, items } from '#libs/client';
import { meQuery } from '../../app/queries';
import { roster } from '../../app/roster';
import { useCommand } from '../../kit/command';
import { Moment } from '../../kit/moment';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { browserIn } from './browser-in';
import classes from './settings.module.css';

type Session = ItemOf<'/v1/sessions'>;

const PAGE = 200;

/** Where one is signed in, and the end of it. */
export function SessionsSection() {
  const place = useRef<HTMLDivElement>(null);
  const query = useQuery({
    queryKey: [...meQuery.queryKey, 'sessions'],
    queryFn: async () => {
      const sessions: Session[] = [];
      for await (const one of items(roster, '/v1/sessions', { params: { query: { limit: PAGE } } })) sessions.push(one);
      return sessions.sort((a, b) => Number(b.current) - Number(a.current) || b.createdAt.localeCompare(a.createdAt));
    },
  });
  const end = useCommand({
    send: async (ids: readonly string[]) => {
      for (const sessionId of ids) await endSession(sessionId);
    },
    says: (_, { length }) => (length === 1 ? 'The session has ended.' : `${length} sessions have ended.`),
    // The button that was pressed is gone with its session.
    done: () => place.current?.focus(),
  });
  const { variables: ending, isPending } = end;
  return (
    <Section title="Sessions" lead="Where you are signed in. End what you do not know, and change your password then.">
      <Shown query={query}>
        {(sessions) => {
          const others = sessions.filter(({ current }) => !current).map(({ id }) => id);
          return (
            <Stack ref={place} tabIndex={-1} style={{ outline: 'none' }}>
              <ul className={classes['sessions']} aria-label="Sessions">
                {sessions.map((session) => (
                  <Row
                    key={session.id}
                    session={session}
                    busy={isPending && ending.includes(session.id)}
                    onEnd={() => end.mutate([session.id])}
                  />
                ))}
              </ul>
              <Problem error={end.error} />
              {others.length > 0 && (
                <Group>
                  <Button variant="default" onClick={() => end.mutate(others)} loading={isPending && ending.length > 1}>
                    End all other sessions
                  </Button>
                </Group>
              )}
            </Stack>
          );
        }}
      </Shown>
    </Section>
  );
}

interface RowProps {
  readonly session: Session;
  readonly busy: boolean;
  readonly onEnd: () => void;
}

function Row({ session: { current, userAgent, createdAt, expiresAt }, busy, onEnd }: RowProps) {
  const browser = browserIn(userAgent);
  return (
    <li>
      <div>
        <Group gap="xs">
          <Text size="sm" fw={600} title={userAgent ?? ''}>
            {browser}
          </Text>
          {current && (
            <Badge variant="light" tt="none">
              This session
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          Signed in <Moment at={createdAt} />, until <Moment at={expiresAt} as="day" />
        </Text>
      </div>
      {!current && (
        <Button variant="default" size="xs" onClick={onEnd} loading={busy} aria-label={`End the session of ${browser}`}>
          End
        </Button>
      )}
    </li>
  );
}

async function endSession(sessionId: string): Promise<void> {
  try {
    await roster.delete('/v1/sessions/{sessionId}', { params: { path: { sessionId } } });
  } catch (error) {
    // Ended already is what was wanted.
    if (!isProblem(error, 'not_found')) throw error;
  }
}
