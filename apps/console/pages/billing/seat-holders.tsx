import { Button, Code, Group, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useWorkspace } from '../../app/workspace-context';
import { AddressLink } from '../../kit/address-link';
import { useNames } from '../../kit/member-names';
import { Moment } from '../../kit/moment';
import classes from './billing.module.css';
import { MemberName } from './member-name';
import { type Seats } from './queries';
import { ShowMore, useFirst } from './show-more';

/** B-2: who has a seat, since when, and by which event. */
export function SeatHolders({ seats: { members } }: { readonly seats: Seats }) {
  const [opened, { toggle }] = useDisclosure();
  return (
    <div>
      <Button variant="default" size="xs" onClick={toggle} aria-expanded={opened}>
        {opened ? 'Hide who has a seat' : 'Show who has a seat'}
      </Button>
      {opened && <Holders members={members} />}
    </div>
  );
}

function Holders({ members }: Pick<Seats, 'members'>) {
  const { workspaceId } = useWorkspace();
  const { shown, more } = useFirst(members);
  const names = useNames(workspaceId, shown.map(({ memberId }) => memberId));
  return (
    <>
      <Table className={classes['stacks']} aria-label="Who has a seat" mt="sm" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Member</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            <Table.Th scope="col">Since</Table.Th>
            <Table.Th scope="col">By the event</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ memberId, state, since, causedBy }) => (
            <Table.Tr key={memberId}>
              <Table.Td data-label="Member">
                <MemberName memberId={memberId} names={names} />
              </Table.Td>
              <Table.Td data-label="State">{state === 'joined' ? 'Joined' : 'Invited'}</Table.Td>
              <Table.Td data-label="Since">
                <Moment at={since} />
              </Table.Td>
              <Table.Td data-label="By the event">
                <Group gap="xs" wrap="nowrap">
                  <Code title={causedBy}>{causedBy.slice(-8)}</Code>
                  <AddressLink to={`/workspaces/${workspaceId}/history`} search={{ subject: memberId, order: 'asc' }} size="sm">
                    History
                  </AddressLink>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <ShowMore {...more} />
    </>
  );
}
