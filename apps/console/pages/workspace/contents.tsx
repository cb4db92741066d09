import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import classes from './workspace.module.css';

const SECTIONS = [
  ['name', 'Name'],
  ['domains', 'Joining by domain'],
  ['inboxes', 'Inboxes'],
  ['owner', 'Owner'],
  ['roles', 'Roles'],
  ['remove', 'Remove workspace'],
] as const;

/** The sections by their anchors; an address that names one leads to it. */
export function Contents() {
  useEffect(() => {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <nav className={classes['contents']} aria-label="On this page">
      <Text size="xs" c="dimmed" fw={600} mb={6}>
        On this page
      </Text>
      <Stack gap={6}>
        {SECTIONS.map(([id, title]) => (
          <Anchor key={id} component={Link} to="." hash={id} size="sm">
            {title}
          </Anchor>
        ))}
      </Stack>
    </nav>
  );
}
