import { Badge, Group, Text } from '@mantine/core';
import { type ReactNode } from 'react';
import { type Member } from '../../app/queries';
import { Moment } from '../../kit/moment';
import { RoleBadge } from '../../kit/person';
import classes from './member.module.css';

/** Below the name: the address where it is not the name itself, and what they are here. */
export function MemberLead({ member }: { readonly member: Member }) {
  const { name, email, role, owner, state, invitation } = member;
  return (
    <Group gap="xs" mt={4}>
      {name !== null && email !== null && <bdi>{email}</bdi>}
      <RoleBadge role={role} owner={owner} />
      {state === 'removed' && <Mark color="gray">Removed</Mark>}
      {state === 'invited' && (invitation?.expired === true ? <Mark color="red">Invitation expired</Mark> : <Mark color="yellow">Invited</Mark>)}
    </Group>
  );
}

/** In the colour of the text: on a light ground, that of the badge itself is hard to read. */
function Mark({ color, children }: { readonly color: string; readonly children: string }) {
  return (
    <Badge variant="light" color={color} c="var(--mantine-color-text)" tt="none">
      {children}
    </Badge>
  );
}

/** When things were. */
export function MemberFacts({ member }: { readonly member: Member }) {
  const { state, activity, invitedAt, joinedAt, lastActiveAt, invitation, removedAt } = member;
  return (
    <dl className={classes['facts']}>
      {invitedAt !== null && (
        <Fact name="Invited">
          <Moment at={invitedAt} as="day" />
        </Fact>
      )}
      {invitation && (
        <Fact name={invitation.expired ? 'Link expired' : 'Link expires'}>
          <Moment at={invitation.expiresAt} as="ago" />
        </Fact>
      )}
      {state !== 'invited' && (
        <>
          <Fact name="Joined">
            <Moment at={joinedAt} as="day" />
          </Fact>
          <Fact name="Last active">
            <Moment at={lastActiveAt} as="ago" never="Never" />
          </Fact>
        </>
      )}
      {state === 'joined' && <Fact name="Activity">{ACTIVITY[activity]}</Fact>}
      {removedAt !== undefined && (
        <Fact name="Removed">
          <Moment at={removedAt} as="day" />
        </Fact>
      )}
    </dl>
  );
}

const ACTIVITY: Readonly<Record<Member['activity'], string>> = {
  active: 'Active',
  inactive: 'Inactive for 30 days or more',
  never: 'Never signed in',
};

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </div>
  );
}
