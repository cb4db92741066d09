import { Alert, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useWorkspace } from '../../app/workspace-context';
import { Moment, utc } from '../../kit/moment';
import { Person, RoleBadge } from '../../kit/person';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { DifferenceToNow } from './difference';
import classes from './history.module.css';
import { type PastMember, pastTableQuery } from './queries';

const TO_THE_SECOND = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** T-5, H-3: the users at a moment, and what is different now. */
export function Past({ at }: { readonly at: string }) {
  if (Number.isNaN(Date.parse(at))) {
    return (
      <Alert color="yellow" role="alert" title="The moment in this address is not a time.">
        Choose one above.
      </Alert>
    );
  }
  const moment = new Date(at).toISOString();
  return (
    <Section wide title="The users at that moment" lead={<time title={utc(moment)}>{TO_THE_SECOND.format(new Date(at))}</time>}>
      <div className={classes['past']}>
        <PastTable at={moment} />
        <DifferenceToNow at={moment} />
      </div>
    </Section>
  );
}

function PastTable({ at }: { readonly at: string }) {
  const { workspaceId } = useWorkspace();
  const query = useInfiniteQuery(pastTableQuery(workspaceId, at));
  return (
    <Shown query={query}>
      {({ pages }) => {
        const [first] = pages;
        const members = pages.flatMap(({ items }) => items);
        if (!first || members.length === 0) return <Text size="sm">There was no member at that moment.</Text>;
        const { members: all, joined, invited } = first.counts;
        return (
          <Stack gap="sm">
            <Text size="sm">
              {all === 1 ? '1 member' : `${all.toLocaleString()} members`}: {joined.toLocaleString()} joined,{' '}
              {invited.toLocaleString()} invited
            </Text>
            <Table aria-label="Users at that moment" verticalSpacing={6} horizontalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">User</Table.Th>
                  <Table.Th scope="col">Role</Table.Th>
                  <Table.Th scope="col" visibleFrom="sm">
                    Joined
                  </Table.Th>
                  <Table.Th scope="col" visibleFrom="sm">
                    Last active
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {members.map((member) => (
                  <Row key={member.memberId} member={member} />
                ))}
              </Table.Tbody>
            </Table>
            {query.hasNextPage && (
              <Group>
                <Button variant="default" size="xs" onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
                  More users
                </Button>
              </Group>
            )}
          </Stack>
        );
      }}
    </Shown>
  );
}

function Row({ member }: { readonly member: PastMember }) {
  const { name, email, role, owner, state, joinedAt, lastActiveAt, invitation } = member;
  return (
    <Table.Tr>
      <Table.Td maw={0} w="50%">
        <Person name={name} email={email} />
      </Table.Td>
      <Table.Td>
        <RoleBadge role={role} owner={owner} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {state === 'invited' ? invitation?.expired === true ? 'Invitation expired' : 'Invited' : <Moment at={joinedAt} as="day" />}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Moment at={lastActiveAt} never="Never" />
      </Table.Td>
    </Table.Tr>
  );
}
