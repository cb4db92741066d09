import { Alert, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';

interface NoPermissionProps {
  /** Who may instead, as `Only admins see the history.` */
  readonly title: string;
  /** What to do about it. */
  readonly remedy?: string;
}

/** In the place of a page that somebody's role does not give them. */
export function NoPermission({ title, remedy = 'An admin of the workspace can grant it by changing your role.' }: NoPermissionProps) {
  return (
    <Alert color="gray" variant="light" icon={<IconLock aria-hidden />} title={title} role="alert" data-problem="capability_required">
      <Text size="sm">{remedy}</Text>
    </Alert>
  );
}
