import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { IN_PAGE } from './in-page';
import { type View } from './view';

interface ExportMenuProps {
  readonly workspaceId: string;
  readonly view: View;
}

/** What is shown, all of it and not only the rows in sight, as a file (T-6). */
export function ExportMenu({ workspaceId, view }: ExportMenuProps) {
  const address = (format: string) => {
    const query = new URLSearchParams({ ...view, format }).toString();
    return `/v1/workspaces/${workspaceId}/members?${query}`;
  };
  return (
    <Menu position="bottom-end" width={200} portalProps={IN_PAGE}>
      <Menu.Target>
        <Tooltip label="Export what is shown" events={{ hover: true, focus: true, touch: false }}>
          <ActionIcon variant="default" size={36} aria-label="Export what is shown">
            <IconDownload aria-hidden size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={address('csv')} download="members.csv">
          Export as CSV
        </Menu.Item>
        <Menu.Item component="a" href={address('jsonl')} download="members.jsonl">
          Export as JSON Lines
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
