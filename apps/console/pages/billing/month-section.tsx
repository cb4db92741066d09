import { NativeSelect, Text, Title } from '@mantine/core';
import { Moment } from '../../kit/moment';
import { Section } from '../../kit/section';
import { DayChart } from './day-chart';
import { Download } from './download';
import { Figures } from './figures';
import { Lines } from './lines';
import { monthsBetween, titleOf } from './months';
import { type Bill } from './queries';

interface MonthSectionProps {
  readonly bill: Bill;
  /** When the workspace came to be, where that is known yet. */
  readonly founded: string | undefined;
  readonly choose: (month: string) => void;
}

const LEAST = 0.01;

/** To two places; what is less than that is not nothing. */
function rounded(figure: number): string {
  if (figure > 0 && figure < LEAST) return `< ${LEAST.toLocaleString()}`;
  return figure.toLocaleString(undefined, { maximumFractionDigits: 2 });
}

/** B-3: a month's bill, its days, and a line for each seat. */
export function MonthSection({ bill, founded, choose }: MonthSectionProps) {
  const { period: month, asOf, seatDays, average, peak, seatSeconds } = bill.period;
  const months = new Set([month, ...monthsBetween(founded ?? asOf, asOf)]);
  const running = month === asOf.slice(0, 7);
  return (
    <Section
      wide
      title={titleOf(month)}
      lead={running ? <>The running month, counted up to <Moment at={asOf} />.</> : 'The whole month, in UTC.'}
      actions={
        <NativeSelect
          label="Month"
          value={month}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          data={[...months].sort().reverse().map((value) => ({ value, label: titleOf(value) }))}
        />
      }
    >
      <Figures
        label={`Figures of ${titleOf(month)}`}
        figures={[
          { label: 'Seat-days', value: rounded(seatDays), exact: `${seatSeconds} seat-seconds` },
          { label: 'Average', value: rounded(average), exact: String(average) },
          { label: 'Peak', value: peak.toLocaleString() },
          { label: 'Seat-seconds', value: seatSeconds.toLocaleString() },
        ]}
      />
      {bill.days.length > 0 ? <DayChart month={month} days={bill.days} /> : <Text size="sm">This month has not begun.</Text>}
      <div>
        <Title order={3}>Lines</Title>
        <Text size="sm" c="dimmed">
          One for each seat that was there at some moment of the month.
        </Text>
      </div>
      <Lines period={bill.period} />
      <Download bill={bill} />
    </Section>
  );
}
