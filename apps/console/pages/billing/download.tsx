import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useWorkspace } from '../../app/workspace-context';
import { csvOf } from '../../kit/csv';
import { saveFile } from '../../kit/download';
import { namesOf } from '../../kit/member-names';
import { Problem } from '../../kit/problem';
import { type Bill, type Period } from './queries';

const CSV = 'text/csv; charset=utf-8';

/** What is shown, as files. */
export function Download({ bill: { period, days } }: { readonly bill: Bill }) {
  const { workspaceId } = useWorkspace();
  const lines = useMutation({
    mutationFn: async () => saveFile(`seats-${period.period}-lines.csv`, CSV, [await linesCsv(workspaceId, period)]),
  });
  const saveDays = () => {
    const rows = days.map(({ date, atEnd, peak, seatSeconds }) => [date, atEnd, peak, seatSeconds]);
    saveFile(`seats-${period.period}-days.csv`, CSV, [csvOf(['date', 'atEnd', 'peak', 'seatSeconds'], rows)]);
  };
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconDownload aria-hidden size={16} />}
          loading={lines.isPending}
          onClick={() => lines.mutate()}
        >
          Download lines (CSV)
        </Button>
        <Button variant="default" leftSection={<IconDownload aria-hidden size={16} />} onClick={saveDays}>
          Download days (CSV)
        </Button>
      </Group>
      <Problem error={lines.error} />
    </>
  );
}

/** Every line, those that are not on the screen included. */
async function linesCsv(workspaceId: string, { period, lines }: Period): Promise<string> {
  const names = await namesOf(workspaceId, lines.map(({ memberId }) => memberId));
  const rows = lines.map(({ memberId, from, to, seconds }) => {
    const { name = null, email = null } = names.get(memberId) ?? {};
    return [period, memberId, name, email, from, to, seconds];
  });
  return csvOf(['period', 'memberId', 'name', 'email', 'from', 'to', 'seconds'], rows);
}
