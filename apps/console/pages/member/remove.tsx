import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMember } from '../../app/member-context';
import { useWorkspace } from '../../app/workspace-context';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { Blocked } from './blocked';
import { InvitationSection } from './invitation-section';
import classes from './member.module.css';
import { MovingWork } from './moving-work';
import { type Preview, removalPreviewQuery } from './removal-query';
import { type Receipt, RemovalReceipt } from './removal-receipt';
import { RemoveDialog } from './remove-dialog';
import { SuccessorSelect, type Successor } from './successor-select';

/** Removing a member, or leaving: who takes over, what moves, and afterwards the receipt. */
export function RemoveMemberPage() {
  const { member } = useMember();
  const [receipt, keep] = useState<Receipt>();
  if (receipt) return <RemovalReceipt receipt={receipt} />;
  if (member.state === 'removed') {
    return (
      <Section title="Remove member">
        <Text size="sm">They were removed already.</Text>
      </Section>
    );
  }
  // Removing somebody who has not joined is revoking the invitation.
  return member.state === 'invited' ? <InvitationSection /> : <Removal onRemoved={keep} />;
}

function Removal({ onRemoved }: { readonly onRemoved: (receipt: Receipt) => void }) {
  const { workspaceId } = useWorkspace();
  const { member, self } = useMember();
  const query = useQuery(removalPreviewQuery(workspaceId, member.memberId));
  return (
    <Section
      title={self ? 'Leave the workspace' : 'Remove member'}
      lead={self ? 'Your work goes to somebody else, and your access ends.' : 'Their work goes to somebody else, and their access ends.'}
    >
      <Shown query={query}>
        {(preview) =>
          preview.blockers.length > 0 ? <Blocked blockers={preview.blockers} /> : <Choose preview={preview} onRemoved={onRemoved} />
        }
      </Shown>
    </Section>
  );
}

interface ChooseProps {
  readonly preview: Preview;
  readonly onRemoved: (receipt: Receipt) => void;
}

function Choose({ preview, onRemoved }: ChooseProps) {
  const { self, name } = useMember();
  const [successor, choose] = useState<Successor>();
  const [asked, ask] = useState(false);
  const [missing, miss] = useState(false);
  // Somebody who leaves need not name anybody: the owner takes over.
  const ready = self || successor !== undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        miss(!ready);
        ask(ready);
      }}
    >
      <Stack>
        <SuccessorSelect
          candidates={preview.candidates}
          value={successor}
          error={missing ? 'Choose who takes over.' : undefined}
          onChange={(chosen) => {
            choose(chosen);
            miss(false);
          }}
        />
        <MovingWork caption={self ? 'What moves with you' : 'What moves'} work={preview} />
        <WhatElse self={self} />
        <Group>
          <Button type="submit" color="red">
            {self ? 'Leave the workspace' : 'Remove member'}
          </Button>
        </Group>
      </Stack>
      <RemoveDialog opened={asked} name={name} successor={successor} preview={preview} onClose={() => ask(false)} onRemoved={onRemoved} />
    </form>
  );
}

function WhatElse({ self }: { readonly self: boolean }) {
  const their = self ? 'your' : 'their';
  return (
    <ul className={classes['points']}>
      <li>Replies and notes stay where they are and show the new name. The history keeps who wrote them.</li>
      <li>Statuses of conversations, tags, workflows and reports do not change.</li>
      <li>
        {self ? 'Your' : 'Their'} access to this workspace ends with {their} next request, and {their} seat at once.
      </li>
      <li>
        It is for good: there is no temporary deactivation. Invited again, {self ? 'you come' : 'they come'} back as a new member,
        without this work.
      </li>
    </ul>
  );
}
