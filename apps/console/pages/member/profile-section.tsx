import { Button, Group, Stack } from '@mantine/core';
import { useRef } from 'react';
import { useMember } from '../../app/member-context';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { useCommand } from '../../kit/command';
import { fieldErrors } from '../../kit/field-errors';
import { profileBody, ProfileFields, profileValues } from '../../kit/profile-fields';
import { Section } from '../../kit/section';
import { ChangedMeanwhile } from './changed-meanwhile';
import { useDraft } from './draft';

/** The profile that admins and the member edit, the same in both places (P-2). */
export function ProfileSection() {
  const { workspaceId } = useWorkspace();
  const { member, self } = useMember();
  const first = useRef<HTMLInputElement>(null);
  const draft = useDraft(member, profileValues);
  const save = useCommand({
    workspaceId,
    send: () =>
      draft.saved((ifMatch) =>
        roster.patch('/v1/workspaces/{workspaceId}/members/{memberId}/profile', {
          params: { path: { workspaceId, memberId: member.memberId }, header: { 'If-Match': ifMatch } },
          body: profileBody(draft.values),
        }),
      ),
    says: () => (self ? 'Your profile is saved.' : 'The profile is saved.'),
  });
  const errors = fieldErrors(save.error);
  return (
    <Section title="Profile" lead={self ? 'The same as in My settings.' : 'The member can edit all of this too.'}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <ProfileFields values={draft.values} errors={errors} onChange={draft.set} first={first} />
          <ChangedMeanwhile
            error={save.error}
            former={draft.former}
            now={member}
            onTakeTheirs={() => {
              draft.discard();
              save.reset();
              first.current?.focus();
            }}
          />
          <Group>
            <Button type="submit" loading={save.isPending}>
              Save profile
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
