import { Button, Group } from '@mantine/core';
import { type ReactNode } from 'react';
import { utc } from '../../kit/moment';
import classes from './history.module.css';
import { type Entry } from './queries';
import { type Filters } from './view';

interface DetailsProps {
  readonly entry: Entry;
  readonly narrow: (filters: Filters) => void;
}

/** What an auditor needs to find the entry again, and what caused it. */
export function Details({ entry, narrow }: DetailsProps) {
  const { at, actor, subject, eventId, correlationId, causationId, revision, position, hash } = entry;
  return (
    <details className={classes['details']}>
      <summary>Details</summary>
      <dl className={classes['facts']}>
        <Fact label="Time">{utc(at)}</Fact>
        <Fact label="Done by">
          {ACTORS[actor.kind]} <bdi>{actor.name ?? actor.id}</bdi>
        </Fact>
        <Fact label="Request">{correlationId}</Fact>
        <Fact label="Caused by">{causationId === correlationId ? 'the request itself' : causationId}</Fact>
        <Fact label="Event">{eventId}</Fact>
        <Fact label="Revision">{revision}</Fact>
        <Fact label="Position">{position}</Fact>
        <Fact label="Hash">{hash ?? 'not kept yet'}</Fact>
      </dl>
      <Group gap="xs">
        {subject && (
          <Button size="compact-xs" variant="default" onClick={() => narrow({ subject: subject.memberId })}>
            Only about this member
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={() => narrow({ actor: actor.id })}>
          Only what they did
        </Button>
      </Group>
    </details>
  );
}

const ACTORS = { member: 'The member', service: 'The service', system: 'Roster itself:' } as const;

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
