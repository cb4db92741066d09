import { type Entry } from './queries';

const TITLE = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });

interface DayOfEntries {
  readonly day: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** In the order they come in, together with those of the same local day. */
export function byDay(entries: readonly Entry[]): readonly DayOfEntries[] {
  const days: { day: string; title: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const date = new Date(entry.at);
    const day = date.toDateString();
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, title: TITLE.format(date), entries: [entry] });
  }
  return days;
}
