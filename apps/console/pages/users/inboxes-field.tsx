import { Checkbox, Group, MultiSelect } from '@mantine/core';
import { type Inbox } from '../../app/queries';

interface InboxesFieldProps {
  readonly inboxes: readonly Inbox[];
  readonly chosen: readonly string[];
  readonly onChange: (inboxIds: readonly string[]) => void;
}

const LABELS = { label: 'Inboxes (optional)', description: 'Which inboxes they may use. It can be changed later.' };
/** As many as are seen at a glance. */
const FEW = 8;

/** The inboxes the invited may use (I-1). */
export function InboxesField({ inboxes, chosen, onChange }: InboxesFieldProps) {
  if (inboxes.length > FEW) {
    return (
      <MultiSelect
        {...LABELS}
        searchable
        clearable
        data={inboxes.map(({ inboxId, name }) => ({ value: inboxId, label: name }))}
        value={[...chosen]}
        onChange={onChange}
      />
    );
  }
  return (
    <Checkbox.Group {...LABELS} value={[...chosen]} onChange={onChange}>
      <Group mt="xs" gap="md">
        {inboxes.map(({ inboxId, name }) => (
          <Checkbox key={inboxId} value={inboxId} label={<bdi>{name}</bdi>} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
