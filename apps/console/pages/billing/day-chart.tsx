import { Button, Skeleton, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import classes from './billing.module.css';
import { titleOf, wholeDate } from './months';
import { type Day } from './queries';

/** The charts are heavy: only who comes here loads them. */
const Chart = lazy(async () => ({ default: (await import('./chart')).Chart }));

const CHART_HEIGHT = 240;

interface DayChartProps {
  readonly month: string;
  readonly days: readonly Day[];
}

/** Seats by day as a picture, in a sentence, and as a table for who reads rather than looks. */
export function DayChart({ month, days }: DayChartProps) {
  const [opened, { toggle }] = useDisclosure();
  return (
    <div>
      <div role="img" aria-label={inWords(month, days)} className={classes['chart']}>
        <Suspense fallback={<Skeleton height={CHART_HEIGHT} />}>
          <Chart days={days} height={CHART_HEIGHT} />
        </Suspense>
      </div>
      <Button variant="default" size="xs" mt="sm" onClick={toggle} aria-expanded={opened}>
        {opened ? 'Hide the figures by day' : 'Show the figures by day'}
      </Button>
      {opened && <DayTable days={days} />}
    </div>
  );
}

function inWords(month: string, days: readonly Day[]): string {
  const peak = Math.max(...days.map((day) => day.peak));
  const busiest = days.find((day) => day.peak === peak);
  const last = days.at(-1);
  if (!busiest || !last) return `Seats by day in ${titleOf(month)}`;
  return (
    `Seats by day in ${titleOf(month)}: ${last.atEnd} at the end of ${wholeDate(last.date)}; ` +
    `the peak was ${peak}, first on ${wholeDate(busiest.date)}.`
  );
}

function DayTable({ days }: { readonly days: readonly Day[] }) {
  return (
    <div className={classes['plenty']} tabIndex={0} role="region" aria-label="Seats by day">
      <Table aria-label="Seats by day" mt="sm" verticalSpacing={6} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Day (UTC)</Table.Th>
            <Table.Th scope="col" ta="end">
              At its end
            </Table.Th>
            <Table.Th scope="col" ta="end">
              Peak
            </Table.Th>
            <Table.Th scope="col" ta="end">
              Seat-seconds
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map(({ date, atEnd, peak, seatSeconds }) => (
            <Table.Tr key={date}>
              <Table.Th scope="row" fw={400}>
                <time dateTime={date}>{wholeDate(date)}</time>
              </Table.Th>
              <Table.Td ta="end">{atEnd.toLocaleString()}</Table.Td>
              <Table.Td ta="end">{peak.toLocaleString()}</Table.Td>
              <Table.Td ta="end">{seatSeconds.toLocaleString()}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
