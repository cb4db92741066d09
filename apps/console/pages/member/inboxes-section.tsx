import { Anchor, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useMember } from '../../app/member-context';
import { type Inbox, inboxesQuery, type Member } from '../../app/queries';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { useCommand } from '../../kit/command';
import { nameOf } from '../../kit/person';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { ChangedMeanwhile } from './changed-meanwhile';
import { useDraft } from './draft';

/** The inboxes that a member may use (I-1). */
export function InboxesSection() {
  const { workspaceId, can } = useWorkspace();
  const { self } = useMember();
  const query = useQuery(inboxesQuery(workspaceId));
  return (
    <Section title="Inboxes" lead={self ? 'Which inboxes you may use.' : 'Which inboxes they may use.'}>
      <Shown query={query}>
        {({ items }) => {
          if (items.length === 0) return <NoInboxes />;
          return can('users.manage') ? <ChooseInboxes inboxes={items} /> : <OwnInboxes inboxes={items} />;
        }}
      </Shown>
    </Section>
  );
}

function NoInboxes() {
  const { workspaceId, can } = useWorkspace();
  return (
    <Text size="sm">
      The workspace has no inboxes yet.{' '}
      {can('organization.manage') && (
        <Anchor component={Link} to={`/workspaces/${workspaceId}/settings`} hash="inboxes" inherit underline="always">
          Add one
        </Anchor>
      )}
    </Text>
  );
}

/** Of somebody who may not change them. */
function OwnInboxes({ inboxes }: { readonly inboxes: readonly Inbox[] }) {
  const { member } = useMember();
  const mine = inboxes.filter(({ inboxId }) => member.inboxIds.includes(inboxId));
  return (
    <>
      <Text size="sm">{mine.length === 0 ? 'None.' : mine.map(({ inboxId, name }) => <bdi key={inboxId} style={{ display: 'block' }}>{name}</bdi>)}</Text>
      <Text size="sm" c="dimmed">
        Only an admin can change them.
      </Text>
    </>
  );
}

function ChooseInboxes({ inboxes }: { readonly inboxes: readonly Inbox[] }) {
  const { workspaceId } = useWorkspace();
  const { member, self } = useMember();
  const group = useRef<HTMLDivElement>(null);
  const draft = useDraft<readonly string[]>(member, ({ inboxIds }: Member) => inboxIds);
  const save = useCommand({
    workspaceId,
    send: () =>
      draft.saved((ifMatch) =>
        roster.put('/v1/workspaces/{workspaceId}/members/{memberId}/inboxes', {
          params: { path: { workspaceId, memberId: member.memberId }, header: { 'If-Match': ifMatch } },
          body: { inboxIds: inboxes.map(({ inboxId }) => inboxId).filter((inboxId) => draft.values.includes(inboxId)) },
        }),
      ),
    says: (changed) => `${self ? 'Your inboxes are' : `The inboxes of ${nameOf(changed)} are`} saved.`,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <Checkbox.Group ref={group} aria-label="Inboxes" value={[...draft.values]} onChange={draft.set}>
          <Stack gap="xs">
            {inboxes.map(({ inboxId, name }) => (
              <Checkbox key={inboxId} value={inboxId} label={<bdi>{name}</bdi>} />
            ))}
          </Stack>
        </Checkbox.Group>
        <ChangedMeanwhile
          error={save.error}
          former={draft.former}
          now={member}
          onTakeTheirs={() => {
            draft.discard();
            save.reset();
            group.current?.querySelector('input')?.focus();
          }}
        />
        <Group>
          <Button type="submit" loading={save.isPending}>
            Save inboxes
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
