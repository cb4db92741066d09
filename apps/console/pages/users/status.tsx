import { Text } from '@mantine/core';
import { type ReactNode } from 'react';
import { Moment } from '../../kit/moment';
import classes from './users.module.css';
import { type TableItem } from './view';

export const ACTIVITIES = { active: 'Active', inactive: 'Inactive', never: 'Never signed in' } as const;

interface StatusProps {
  readonly member: TableItem;
  /** On one line, with the last sign-in, where there is no column for it. */
  readonly short?: boolean;
}

/** Of a member who joined whether they are active (T-2), of an invited one how long the link works (T-1). */
export function Status({ member, short = false }: StatusProps) {
  const { sign, words, more } = member.state === 'invited' ? ofInvited(member) : ofJoined(member, short);
  return (
    <div className={classes['status']} data-sign={sign}>
      {words}
      {more.map((one, index) => (
        <Text key={index} size="xs" c="dimmed" {...(short ? { span: true } : {})}>
          {short && ' · '}
          {one}
        </Text>
      ))}
    </div>
  );
}

interface Said {
  readonly sign: string;
  readonly words: string;
  readonly more: readonly ReactNode[];
}

function ofJoined({ activity, profileComplete, lastActiveAt }: TableItem, withTime: boolean): Said {
  const time = withTime && lastActiveAt !== null ? [<Moment key="time" at={lastActiveAt} as="ago" />] : [];
  const lack = profileComplete ? [] : ['Profile incomplete'];
  return { sign: activity, words: ACTIVITIES[activity], more: [...time, ...lack] };
}

function ofInvited({ invitation }: TableItem): Said {
  if (!invitation) return { sign: 'invited', words: 'Invited', more: [] };
  const { expired, expiresAt } = invitation;
  const when = <Moment key="time" at={expiresAt} as="ago" />;
  return expired
    ? { sign: 'expired', words: 'Invited, link expired', more: [<>Expired {when}</>] }
    : { sign: 'invited', words: 'Invited', more: [<>Expires {when}</>] };
}
