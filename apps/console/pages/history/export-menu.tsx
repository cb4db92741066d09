import { Button, Menu, Stack } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { gathered, saveFile } from '../../kit/download';
import { Problem } from '../../kit/problem';
import { type View } from './view';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl' } as const;

/** All entries that the filters leave, as a file (H-2). */
export function ExportMenu({ view }: { readonly view: View }) {
  const { workspaceId } = useWorkspace();
  const save = useMutation({
    mutationFn: async (format: keyof typeof TYPES) => {
      const params = { path: { workspaceId }, query: { ...view, format } };
      const parts = await gathered(await roster.stream('/v1/workspaces/{workspaceId}/history', { params }));
      saveFile(`history.${format}`, TYPES[format], parts);
    },
  });
  return (
    <Stack gap="xs">
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconDownload aria-hidden size={16} />}
            rightSection={<IconChevronDown aria-hidden size={14} />}
            loading={save.isPending}
          >
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>All entries that the filters leave</Menu.Label>
          <Menu.Item onClick={() => save.mutate('csv')}>CSV, for spreadsheets</Menu.Item>
          <Menu.Item onClick={() => save.mutate('jsonl')}>JSON Lines, for programs</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Problem error={save.error} />
    </Stack>
  );
}
