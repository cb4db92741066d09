import { ActionIcon, Alert, Button, Popover, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarTime, IconHistory } from '@tabler/icons-react';
import { Moment } from '../../kit/moment';
import { MomentInput } from '../../kit/moment-input';

interface PastPickerProps {
  readonly asOf: string | undefined;
  readonly onChange: (asOf: string | undefined) => void;
}

/** The table as it stood at a moment in the past (T-5). */
export function PastPicker({ asOf, onChange }: PastPickerProps) {
  const [opened, { toggle, close, set }] = useDisclosure();
  return (
    <Popover opened={opened} onChange={set} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <Tooltip label="As of a moment in the past" events={{ hover: true, focus: true, touch: false }}>
          <ActionIcon
            variant="default"
            size={36}
            aria-label="As of a moment in the past"
            aria-expanded={opened}
            aria-haspopup="dialog"
            onClick={toggle}
          >
            <IconCalendarTime aria-hidden size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="As of a moment in the past" maw="calc(100vw - 2rem)">
        <MomentInput
          label="As of"
          value={asOf}
          onChange={(at) => {
            close();
            onChange(at);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface PastBannerProps {
  readonly asOf: string;
  readonly onNow: () => void;
}

/** Nobody takes what was for what is. */
export function PastBanner({ asOf, onNow }: PastBannerProps) {
  return (
    <Alert
      color="roster"
      variant="light"
      icon={<IconHistory aria-hidden />}
      role="status"
      title={<>You see the past: <Moment at={asOf} /></>}
    >
      <Text size="sm" mb="xs">
        This is the table as it stood then. Nothing can be changed here.
      </Text>
      <Button size="xs" variant="default" onClick={onNow}>
        Back to now
      </Button>
    </Alert>
  );
}
