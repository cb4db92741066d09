import { Alert, Badge, Button, Code, Group, Text } from '@mantine/core';
import { IconAlertOctagon, IconDownload, IconRefresh, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { roster } from '../../app/roster';
import { useWorkspace } from '../../app/workspace-context';
import { gathered, saveFile } from '../../kit/download';
import { Moment } from '../../kit/moment';
import { Failed, Problem } from '../../kit/problem';
import { Section } from '../../kit/section';
import { Loading } from '../../kit/shown';
import { type Verdict } from './queries';
import { WHY_BROKEN } from './why-broken';

/** H-4: whether the history is as it was when it happened, judged anew at each visit and whenever it is asked for. */
export function Proof() {
  const { workspaceId } = useWorkspace();
  const path = { workspaceId };
  const query = useQuery({
    // Not among what changes with every event: a long history takes its time.
    queryKey: ['proof', workspaceId],
    queryFn: ({ signal }) => roster.get('/v1/workspaces/{workspaceId}/history/verification', { params: { path }, signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
  const bundle = useMutation({
    mutationFn: async () => {
      const parts = await gathered(await roster.stream('/v1/workspaces/{workspaceId}/history/bundle', { params: { path } }));
      saveFile(`history-${workspaceId}.jsonl`, 'application/jsonl', parts);
    },
  });
  return (
    <Section wide title="Proof" lead="Every entry is chained to the one before it, and the newest is signed.">
      <Judgement query={query} />
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconRefresh aria-hidden size={16} />}
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        >
          Verify again
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload aria-hidden size={16} />}
          loading={bundle.isPending}
          onClick={() => bundle.mutate()}
        >
          Download bundle
        </Button>
      </Group>
      <Problem error={bundle.error} />
      <Text size="sm" c="dimmed">
        <Code>npx roster verify</Code> checks the bundle offline, without this service.
      </Text>
    </Section>
  );
}

interface JudgementProps {
  readonly query: {
    readonly data: Verdict | undefined;
    readonly error: Error | null;
    readonly isFetching: boolean;
    readonly dataUpdatedAt: number;
  };
}

/** Nothing that was found earlier reassures while it is looked at again, or could not be. */
function Judgement({ query: { data, error, isFetching, dataUpdatedAt } }: JudgementProps) {
  if (isFetching) return <Loading lines={2} />;
  if (error) return <Failed error={error} />;
  if (!data) return null;
  if (!data.ok) return <Broken verdict={data} />;
  return (
    <div role="status">
      <Group gap="xs" mb={4}>
        <Badge size="lg" color="teal.9" tt="none" leftSection={<IconShieldCheck aria-hidden size={16} />}>
          Unbroken
        </Badge>
        <Text size="sm">
          {data.events.toLocaleString()} {data.events === 1 ? 'event' : 'events'}, verified{' '}
          <Moment at={new Date(dataUpdatedAt).toISOString()} />
        </Text>
      </Group>
      <Head head={data.head} />
    </div>
  );
}

function Head({ head }: Pick<Verdict, 'head'>) {
  if (!head) return null;
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      Head <Code title={head.hash}>{head.hash.slice(0, 12)}</Code> at revision {head.revision}, signed by the key{' '}
      <Code title={head.keyId}>{head.keyId.slice(0, 12)}</Code>
    </Text>
  );
}

function Broken({ verdict: { firstBroken, events } }: { readonly verdict: Verdict }) {
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertOctagon aria-hidden />}
      title="The history is not as it was"
      role="alert"
      style={{ borderColor: 'var(--mantine-color-red-6)' }}
    >
      {firstBroken && (
        <Text size="sm">
          The first break is at revision {firstBroken.revision}: {WHY_BROKEN[firstBroken.why]}
          {firstBroken.eventId !== null && (
            <>
              {' '}
              Event <span style={{ overflowWrap: 'anywhere' }}>{firstBroken.eventId}</span>.
            </>
          )}
        </Text>
      )}
      <Text size="sm">
        Of {events.toLocaleString()} events, trust none from there on. Download the bundle, keep it, and tell whoever runs
        Roster.
      </Text>
    </Alert>
  );
}
