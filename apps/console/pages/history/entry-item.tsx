import { Badge, Group, Text } from '@mantine/core';
import { utc } from '../../kit/moment';
import { Told } from '../../kit/told';
import { BeforeAndAfter } from './before-and-after';
import { Details } from './details';
import classes from './history.module.css';
import { kindName } from './kinds';
import { type Entry } from './queries';
import { type Words } from './use-words';
import { type Filters } from './view';

const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

interface EntryItemProps {
  readonly entry: Entry;
  readonly words: Words;
  readonly narrow: (filters: Filters) => void;
}

/** One entry: when, what in words, before and after, on whose behalf and why. */
export function EntryItem({ entry, words, narrow }: EntryItemProps) {
  const { at, summary, type, actor, subject, reason, change } = entry;
  const behalf = actor.onBehalfOf === undefined ? undefined : words.names.get(actor.onBehalfOf);
  const others = [...words.names.values()].flatMap(({ name, email }) => [name, email]);
  return (
    <li className={classes['entry']} tabIndex={-1} data-entry>
      <Text size="sm" c="dimmed">
        <time dateTime={at} title={utc(at)}>
          {TIME.format(new Date(at))}
        </time>
      </Text>
      <div style={{ minWidth: 0, display: 'grid', gap: 4 }}>
        <Group gap="xs" justify="space-between" align="flex-start" wrap="wrap">
          <Text size="sm" fw={500} style={{ flex: '1 1 240px', minWidth: 0 }}>
            <Told summary={summary} names={[actor.name, subject?.name, ...others]} />
          </Text>
          <Badge variant="default" tt="none" fw={500}>
            {kindName(type)}
          </Badge>
        </Group>
        <BeforeAndAfter change={change} words={words} />
        {reason !== null && (
          <Text size="sm">
            Why: <bdi>{reason}</bdi>
          </Text>
        )}
        {actor.onBehalfOf !== undefined && (
          <Text size="sm" c="dimmed">
            By the service <bdi>{actor.id}</bdi>, on behalf of <bdi>{behalf?.name ?? behalf?.email ?? actor.onBehalfOf}</bdi>
          </Text>
        )}
        <Details entry={entry} narrow={narrow} />
      </div>
    </li>
  );
}
