import { Paper, Stack, Text } from '@mantine/core';
import { type ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** Nothing is here, and what one could do about it. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <Paper withBorder p="xl">
      <Stack align="center" gap="xs" ta="center">
        <Text fw={600}>{title}</Text>
        {children}
      </Stack>
    </Paper>
  );
}
