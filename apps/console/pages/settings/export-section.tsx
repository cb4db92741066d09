import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { roster } from '../../app/roster';
import { announce } from '../../kit/announce';
import { saveFile } from '../../kit/download';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';

/** Everything that is kept about oneself, as a file. */
export function ExportSection() {
  const download = useMutation({
    mutationFn: () => roster.get('/v1/me/export'),
    onSuccess: (data) => {
      saveFile('my-data.json', 'application/json', [JSON.stringify(data, null, 2)]);
      announce('Your data is saved as my-data.json.');
    },
  });
  return (
    <Section title="Export my data" lead="Everything that Roster keeps about you, as a JSON file.">
      <Text size="sm">Your account and profile, your workspaces, invitations and sessions, and every event about them.</Text>
      <Problem error={download.error} />
      <Group>
        <Button variant="default" onClick={() => download.mutate()} loading={download.isPending}>
          Download my data
        </Button>
      </Group>
    </Section>
  );
}
