import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { inboxesQuery, type Role, rolesQuery } from '../../app/queries';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { useCommand } from '../../kit/command';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';
import { AddressList } from './address-list';
import { entriesIn } from './addresses';
import { InboxesField } from './inboxes-field';
import { mended, type Outcome, outcomesOf, saidOf } from './outcomes';
import { Results } from './results';
import { RoleField } from './role-field';
import { SeatCost } from './seat-cost';

/** So many are taken in one call (I-9). */
const MOST = 1000;

export function InviteForm() {
  const { workspaceId } = useWorkspace();
  const [box, setBox] = useState('');
  const [role, setRole] = useState<Role>('user');
  const [inboxIds, setInboxIds] = useState<readonly string[]>([]);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const roles = useQuery(rolesQuery(workspaceId)).data;
  const inboxes = useQuery(inboxesQuery(workspaceId)).data?.items ?? [];
  const entries = useMemo(() => entriesIn(box), [box]);
  const emails = useMemo(
    () => entries.flatMap(({ email, problem }) => (email !== undefined && problem === undefined ? [email] : [])),
    [entries],
  );
  const invite = useCommand({
    workspaceId,
    send: (wanted: readonly string[]) =>
      roster.post('/v1/workspaces/{workspaceId}/invitations/bulk', {
        params: { path: { workspaceId } },
        body: { invitations: wanted.map((email) => ({ email, role, inboxIds })) },
      }),
    says: ({ results }) => saidOf(results),
    done: ({ results }, wanted) => {
      const now = outcomesOf(wanted, results);
      setOutcomes(now);
      setBox(mended(entries, now));
    },
  });
  const tooMany = emails.length > MOST;
  const notYet = emails.length === 0 || tooMany;
  return (
    <>
      <Results outcomes={outcomes} />
      <Section
        title="Who, and what they may do"
        lead="Each gets an email with a link that works once and for a short time."
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!notYet) invite.mutate(emails);
          }}
        >
          <Stack>
            <div>
              <Textarea
                label="Email addresses"
                description="With commas, spaces or lines between them. Up to 1,000 at once."
                autosize
                minRows={3}
                maxRows={12}
                autoComplete="off"
                spellCheck={false}
                value={box}
                error={tooMany && `These are ${emails.length.toLocaleString()} addresses. Send at most 1,000 at once.`}
                onChange={({ currentTarget }) => setBox(currentTarget.value)}
              />
              <AddressList entries={entries} />
            </div>
            <RoleField role={role} roles={roles} onChange={setRole} />
            {inboxes.length > 0 && <InboxesField inboxes={inboxes} chosen={inboxIds} onChange={setInboxIds} />}
            {!tooMany && <SeatCost emails={emails} role={role} />}
            <Problem error={invite.error} />
            <Group>
              <Button type="submit" loading={invite.isPending} disabled={notYet}>
                {emails.length > 1 ? `Invite ${emails.length.toLocaleString()} members` : 'Invite member'}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
    </>
  );
}
