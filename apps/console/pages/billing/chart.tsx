import '@mantine/charts/styles.css';
import { CompositeChart } from '@mantine/charts';
import { dayName } from './months';
import { type Day } from './queries';

/** Bars for the end of each day, a stepped line for its peak. */
export function Chart({ days, height }: { readonly days: readonly Day[]; readonly height: number }) {
  return (
    <CompositeChart
      h={height}
      data={days.map((day) => ({ ...day, day: dayName(day.date) }))}
      dataKey="day"
      series={[
        { name: 'atEnd', label: 'At the end of the day', color: 'roster.5', type: 'bar' },
        { name: 'peak', label: 'Peak of the day', color: 'orange.7', type: 'line' },
      ]}
      curveType="step"
      withLegend
      withDots={days.length === 1}
      gridAxis="x"
      maxBarWidth={32}
      xAxisProps={{ minTickGap: 16 }}
      yAxisProps={{ allowDecimals: false, width: 40 }}
      // The picture has its words beside it; a second way into it by keyboard would say less.
      composedChartProps={{ accessibilityLayer: false }}
    />
  );
}
