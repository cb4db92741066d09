import { Button, Group, Slider as MantineSlider, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foundingQuery } from '../../app/queries';
import { useWorkspace } from '../../app/workspace-context';
import { MomentInput } from '../../kit/moment-input';
import { Problem } from '../../kit/problem';
import { Section } from '../../kit/section';
import { Shown } from '../../kit/shown';
import { changeBeside } from './queries';
import { stepFor } from './steps';

interface SliderProps {
  /** ISO time; undefined: now. */
  readonly at: string | undefined;
  readonly choose: (at: string | undefined) => void;
}

const WORDS = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** H-3: any moment from the founding to now, by pointer, by keyboard, from change to change, or typed. */
export function Slider({ at, choose }: SliderProps) {
  const { workspaceId } = useWorkspace();
  const query = useQuery(foundingQuery(workspaceId));
  return (
    <Section wide title="Through time" lead="The users as they were at a moment, and what is different now.">
      <Shown query={query}>
        {(founded) => founded !== null && <Track key={founded} founded={founded} at={at} choose={choose} />}
      </Shown>
    </Section>
  );
}

function Track({ founded, at, choose }: SliderProps & { readonly founded: string }) {
  const { workspaceId } = useWorkspace();
  const [now] = useState(() => Date.now());
  const [dragged, setDragged] = useState<number>();
  const first = Date.parse(founded);
  const step = stepFor(now - first);
  // Counted in steps from now backwards, so that both ends can be reached: the last one is now, the first the founding.
  const steps = Math.max(1, Math.ceil((now - first) / step));
  const momentOf = (place: number) => (place === 0 ? first : now - (steps - place) * step);
  const chosen = at === undefined ? now : Date.parse(at);
  const place = Math.min(steps, Math.max(0, Math.round(steps - (now - chosen) / step)));
  const words = (where: number) => (where === steps ? 'now' : WORDS.format(momentOf(where)));
  const beside = useMutation({
    mutationFn: async (way: 'before' | 'after') => ({
      way,
      found: await changeBeside(workspaceId, at ?? new Date().toISOString(), way),
    }),
    onSuccess: ({ way, found }) => {
      if (found !== null) choose(found);
      else if (way === 'after') choose(undefined);
    },
  });
  return (
    <>
      <MantineSlider
        min={0}
        max={steps}
        step={1}
        value={dragged ?? place}
        onChange={setDragged}
        onChangeEnd={(where) => {
          setDragged(undefined);
          choose(where === steps ? undefined : new Date(momentOf(where)).toISOString());
        }}
        label={words}
        thumbLabel="Moment"
        thumbValueText={words}
        color="roster"
        mx="xs"
      />
      <Group justify="space-between" gap="sm">
        <Text size="xs" c="dimmed">
          Founded {WORDS.format(first)}
        </Text>
        <Text size="xs" c="dimmed">
          Now
        </Text>
      </Group>
      <Group gap="sm" align="flex-end">
        <MomentInput label="Moment" value={at} onChange={choose} />
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconChevronLeft aria-hidden size={16} />}
            loading={beside.isPending && beside.variables === 'before'}
            {...unless(chosen > first)}
            onClick={() => chosen > first && beside.mutate('before')}
          >
            Earlier change
          </Button>
          <Button
            variant="default"
            rightSection={<IconChevronRight aria-hidden size={16} />}
            loading={beside.isPending && beside.variables === 'after'}
            {...unless(at !== undefined)}
            onClick={() => at !== undefined && beside.mutate('after')}
          >
            Later change
          </Button>
        </Group>
      </Group>
      <Problem error={beside.error} />
    </>
  );
}

/** Looks and sounds disabled at an end of the track, and keeps the focus all the same. */
function unless(possible: boolean): object {
  return possible ? {} : { 'data-disabled': true, 'aria-disabled': true };
}
