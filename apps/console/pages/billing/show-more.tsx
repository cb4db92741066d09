import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';

const STEP = 50;

interface More {
  readonly shown: number;
  readonly all: number;
  readonly show: () => void;
}

/** The first few of many rows, and a way to the others. */
export function useFirst<Row>(rows: readonly Row[]): { readonly shown: readonly Row[]; readonly more: More } {
  const [count, setCount] = useState(STEP);
  const shown = rows.slice(0, count);
  return { shown, more: { shown: shown.length, all: rows.length, show: () => setCount((now) => now + STEP) } };
}

export function ShowMore({ shown, all, show }: More) {
  if (shown === all) return null;
  return (
    <Group mt="sm" gap="sm">
      <Button variant="default" size="xs" onClick={show}>
        Show more
      </Button>
      <Text size="sm" c="dimmed">
        {shown.toLocaleString()} of {all.toLocaleString()}
      </Text>
    </Group>
  );
}
