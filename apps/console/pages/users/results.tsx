import { Alert, Anchor, Button, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWorkspace } from '../../app/workspace-context';
import { Section } from '../../kit/section';
import { type Outcome } from './outcomes';
import { useResend } from './resend';

const SHOWN = 200;
/** What needs somebody's eye comes first. */
const ORDER: readonly Outcome['kind'][] = ['refused', 'already_invited', 'already_member', 'invited'];

/** What became of each address (I-9). */
export function Results({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  if (outcomes.length === 0) return null;
  const sorted = [...outcomes].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  const refused = outcomes.some(({ kind }) => kind === 'refused');
  return (
    <Section title="What became of each address">
      {refused && (
        <Alert color="yellow" variant="light">
          What was refused is still in the box below, to be mended and sent again.
        </Alert>
      )}
      <Table aria-label="Results" layout="fixed" verticalSpacing={6}>
        <Table.Tbody>
          {sorted.slice(0, SHOWN).map((outcome) => (
            <Table.Tr key={outcome.email}>
              <Table.Th scope="row" fw={400}>
                <AddressOf outcome={outcome} />
              </Table.Th>
              <Table.Td>
                <WhatBecame outcome={outcome} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {outcomes.length > SHOWN && (
        <Text size="sm" c="dimmed">
          and {(outcomes.length - SHOWN).toLocaleString()} more that are invited.
        </Text>
      )}
    </Section>
  );
}

function AddressOf({ outcome: { email, memberId } }: { readonly outcome: Outcome }) {
  const { workspaceId } = useWorkspace();
  if (memberId === undefined) return <bdi>{email}</bdi>;
  return (
    <Anchor component={Link} to={`/workspaces/${workspaceId}/users/${memberId}`} size="sm">
      <bdi>{email}</bdi>
    </Anchor>
  );
}

function WhatBecame({ outcome: { email, kind, memberId, detail } }: { readonly outcome: Outcome }) {
  const { workspaceId } = useWorkspace();
  const resend = useResend(workspaceId);
  switch (kind) {
    case 'invited':
      return <>Invited</>;
    case 'already_member':
      return <>Already a member</>;
    case 'already_invited':
      return (
        <>
          Already invited{' '}
          {memberId !== undefined && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Resend the invitation of ${email}`}
              onClick={() => resend({ memberId, email, name: null })}
            >
              Resend
            </Button>
          )}
        </>
      );
    case 'refused':
      return (
        <Text size="sm" c="var(--mantine-color-error)">
          {detail}
        </Text>
      );
  }
}
