import { Button, Text } from '@mantine/core';
import { Empty } from '../../kit/empty';
import { type ChangeView, isNarrowed, type View } from './view';

interface NobodyFitsProps {
  readonly view: View;
  readonly change: ChangeView;
}

/** In the place of an empty table. */
export function NobodyFits({ view, change }: NobodyFitsProps) {
  if (!isNarrowed(view)) return <Empty title="There was nobody at that moment." />;
  return (
    <Empty title="Nobody fits.">
      <Text size="sm" c="dimmed">
        Try fewer letters, or look among all members.
      </Text>
      <Button variant="default" size="xs" onClick={() => change(NO_FILTERS)}>
        Clear search and filters
      </Button>
    </Empty>
  );
}

export const NO_FILTERS = {
  search: undefined,
  role: undefined,
  state: undefined,
  activity: undefined,
  inboxId: undefined,
} as const;
