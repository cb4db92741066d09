import { Table, Text } from '@mantine/core';
import { useWorkspace } from '../../app/workspace-context';
import { useNames } from '../../kit/member-names';
import { Moment } from '../../kit/moment';
import classes from './billing.module.css';
import { durationInWords } from './duration';
import { MemberName } from './member-name';
import { type Period } from './queries';
import { ShowMore, useFirst } from './show-more';

/** The lines of a month, with the names of those whose seats they are. */
export function Lines({ period: { lines, period, asOf } }: { readonly period: Period }) {
  const { workspaceId } = useWorkspace();
  const { shown, more } = useFirst(lines);
  const names = useNames(workspaceId, shown.map(({ memberId }) => memberId));
  if (lines.length === 0) return <Text size="sm">There was no seat in this month.</Text>;
  // Where a seat still runs, its line ends with the counting.
  const counted = `${asOf.slice(0, 19)}.000Z`;
  return (
    <>
      <Table className={classes['stacks']} aria-label="Lines of the month" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Member</Table.Th>
            <Table.Th scope="col">From</Table.Th>
            <Table.Th scope="col">To</Table.Th>
            <Table.Th scope="col" ta="end">
              Duration
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ memberId, from, to, seconds }) => (
            <Table.Tr key={`${memberId} ${from}`}>
              <Table.Td data-label="Member">
                <MemberName memberId={memberId} names={names} />
              </Table.Td>
              <Table.Td data-label="From">
                <Moment at={from} />
              </Table.Td>
              <Table.Td data-label="To">
                <span>
                  <Moment at={to} />
                  {period === asOf.slice(0, 7) && Date.parse(to) === Date.parse(counted) && ' (goes on)'}
                </span>
              </Table.Td>
              <Table.Td data-label="Duration" ta="end">
                <span title={`${seconds} seconds`}>{durationInWords(seconds)}</span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <ShowMore {...more} />
    </>
  );
}
