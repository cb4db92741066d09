import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type DeletionPreview } from './deletion-query';
import classes from './settings.module.css';

/** The workspaces that go with an account, and those that go on without it. */
export function Preview({ preview: { workspacesRemoved, workspacesLeft } }: { readonly preview: DeletionPreview }) {
  return (
    <>
      {workspacesRemoved.length > 0 && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            Removed for good, because you own them
          </Text>
          <ul className={classes['workspaces']} aria-label="Workspaces that will be removed">
            {workspacesRemoved.map(({ workspaceId, name, members }) => (
              <li key={workspaceId}>
                <div>
                  <Text size="sm" component="bdi" display="block">
                    {name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {othersIn(members)}, with its inboxes and its knowledge base
                  </Text>
                </div>
                {members > 1 && (
                  <Anchor component={Link} to={`/workspaces/${workspaceId}/settings`} hash="owner" size="sm">
                    Pass ownership on first
                  </Anchor>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {workspacesLeft.length > 0 && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            Left
          </Text>
          <ul className={classes['workspaces']} aria-label="Workspaces that you will leave">
            {workspacesLeft.map(({ workspaceId, name, successor }) => (
              <li key={workspaceId}>
                <div>
                  <Text size="sm" component="bdi" display="block">
                    {name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    <bdi>{successor.name ?? 'The owner'}</bdi> takes over your work
                  </Text>
                </div>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function othersIn(members: number): string {
  return members === 1 ? 'You are its only member' : `${members} members, you included`;
}
