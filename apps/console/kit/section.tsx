import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** What it is about, in a sentence or two. */
  readonly lead?: ReactNode;
  readonly danger?: boolean;
  /** Its anchor in the address. */
  readonly id?: string;
  /** As wide as the page, for tables and charts. */
  readonly wide?: boolean;
  /** Beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page, under a heading of its own. */
export function Section({ title, lead, danger, id, wide, actions, children }: SectionProps) {
  const heading = useId();
  const looks = ['section', ...(danger === true ? ['danger'] : []), ...(wide === true ? ['wide'] : [])];
  return (
    <Paper
      component="section"
      aria-labelledby={heading}
      withBorder
      p={{ base: 'md', sm: 'lg' }}
      className={looks.map((look) => classes[look]).join(' ')}
      {...(id === undefined ? {} : { id })}
    >
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={2} id={heading}>
              {title}
            </Title>
            {lead !== undefined && (
              <Text size="sm" c="dimmed" component="div" mt={2}>
                {lead}
              </Text>
            )}
          </div>
          {actions}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
