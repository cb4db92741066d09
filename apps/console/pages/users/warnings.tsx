import { Alert, Anchor, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { workspaceQuery, type WorkspaceSummary } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { type View } from './view';

type Warning = WorkspaceSummary['warnings'][number];

/** Where each warning can be mended. */
const LEADS: Readonly<Record<string, { readonly words: string; readonly search: View }>> = {
  single_admin: { words: 'Show who could be promoted', search: { role: 'user', state: 'joined' } },
  expired_invitations: { words: 'Show the invited', search: { state: 'invited' } },
};

/** What an admin should know and mend: a single admin, seats of invitations that have run out (B-1). */
export function Warnings() {
  const { workspaceId } = useWorkspace();
  const { data } = useQuery(workspaceQuery(workspaceId));
  if (!data || data.warnings.length === 0) return null;
  return (
    <Stack gap="xs">
      {data.warnings.map((warning) => (
        <OneWarning key={warning.code} warning={warning} workspaceId={workspaceId} />
      ))}
    </Stack>
  );
}

function OneWarning({ warning, workspaceId }: { readonly warning: Warning; readonly workspaceId: string }) {
  const { code, detail, remedy } = warning;
  const lead = LEADS[code];
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} py="sm" role="note" title={detail}>
      {remedy}{' '}
      {lead && (
        <Anchor
          size="sm"
          c="inherit"
          underline="always"
          renderRoot={(props) => (
            <Link {...props} to="/workspaces/$workspaceId/users" params={{ workspaceId }} search={lead.search} />
          )}
        >
          {lead.words}
        </Anchor>
      )}
    </Alert>
  );
}
