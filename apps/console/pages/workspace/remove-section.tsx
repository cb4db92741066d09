import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { memberQuery, type WorkspaceSummary } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { nameOf } from '../../kit/person';
import { Section } from '../../kit/section';
import { RemoveDialog } from './remove-dialog';

/** Removing the workspace, for its owner alone. */
export function RemoveSection({ workspace }: { readonly workspace: WorkspaceSummary }) {
  const { can } = useWorkspace();
  const [opened, { open, close }] = useDisclosure();
  return (
    <Section
      id="remove"
      title="Remove workspace"
      lead="With its inboxes, members and knowledge base, for good. There is no way back."
      danger
    >
      {can('workspace.remove') ? (
        <>
          <Group>
            <Button color="red" onClick={open}>
              Remove workspace
            </Button>
          </Group>
          <RemoveDialog workspace={workspace} opened={opened} close={close} />
        </>
      ) : (
        <NotTheOwner workspace={workspace} />
      )}
    </Section>
  );
}

function NotTheOwner({ workspace: { workspaceId, ownerId } }: { readonly workspace: WorkspaceSummary }) {
  const { data: owner } = useQuery(memberQuery(workspaceId, ownerId));
  return (
    <Text size="sm">Only the owner{owner ? <>, <bdi>{nameOf(owner)}</bdi>,</> : ''} can remove the workspace.</Text>
  );
}
