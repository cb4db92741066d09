import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';

interface MomentInputProps {
  readonly label: string;
  /** ISO time; undefined: now. */
  readonly value: string | undefined;
  readonly onChange: (at: string | undefined) => void;
}

/** A moment of the past, in local time. It counts once it is asked for: half a date is none. */
export function MomentInput({ label, value, onChange }: MomentInputProps) {
  const shown = localTime(value);
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: string }>();
  // What is typed gives way as soon as another moment is chosen elsewhere.
  const text = typed?.of === shown ? typed.text : shown;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text === '' ? undefined : new Date(text).toISOString());
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          type="datetime-local"
          step={1}
          label={label}
          value={text}
          max={localTime(new Date().toISOString())}
          onChange={({ currentTarget }) => setTyped({ text: currentTarget.value, of: shown })}
        />
        <Button type="submit" variant="default">
          Show
        </Button>
        {value !== undefined && (
          <Button variant="subtle" onClick={() => onChange(undefined)}>
            Now
          </Button>
        )}
      </Group>
    </form>
  );
}

/** As an input for local time takes it, to the second; empty where it is no time. */
function localTime(at: string | undefined): string {
  const date = new Date(at ?? '');
  if (Number.isNaN(date.getTime())) return '';
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day}T${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}
