import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { histories, type ToldSeat, toldSeats } from '../../../test/support/seat-histories.js';
import { dateOf, daysBetween, monthOf, SECONDS_OF_A_DAY, timeOf } from './seconds.js';
import { daysOfUse, monthOfUse, type SeatLife } from './usage.js';

/** A seat from a time to another; of February 2026 unless told. */
let sequence = 0;
function seat(memberId: string, from: string, to?: string): SeatLife {
  const turn = (at: string) => ({ at: at.length > 15 ? at : `2026-02-${at}Z`, sequence: ++sequence });
  return { memberId, begin: turn(from), end: to === undefined ? null : turn(to) };
}
const MARCH = '2026-03-15T00:00:00.000Z';
const days = (first: string, last: string, seats: readonly SeatLife[], asOf = MARCH) =>
  daysOfUse(seats, daysBetween(`2026-02-${first}`, `2026-02-${last}`), asOf);
const february = (seats: readonly SeatLife[], asOf = MARCH) => monthOfUse(seats, monthOf('2026-02'), asOf);

describe('days', () => {
  it('[B-3] have the seats at their end, their peak and their seat-seconds', () => {
    const seats = [seat('ann', '01T12:00:00.000'), seat('bo', '02T06:00:00.000', '02T18:00:00.000')];
    expect(days('01', '03', seats)).toEqual([
      { date: '2026-02-01', atEnd: 1, peak: 1, seatSeconds: 43_200 },
      { date: '2026-02-02', atEnd: 1, peak: 2, seatSeconds: 86_400 + 43_200 },
      { date: '2026-02-03', atEnd: 1, peak: 1, seatSeconds: 86_400 },
    ]);
  });

  it('[B-3] cut event times to the second', () => {
    expect(days('01', '01', [seat('ann', '01T12:00:00.999', '01T12:00:02.001')])[0]?.seatSeconds).toBe(2);
  });

  it('[B-3] show who comes and goes within one second in the peak, with 0 seat-seconds', () => {
    const seats = [seat('ann', '01T00:00:00.000'), seat('bo', '02T12:00:00.100', '02T12:00:00.900')];
    expect(days('02', '02', seats)).toEqual([{ date: '2026-02-02', atEnd: 1, peak: 2, seatSeconds: 86_400 }]);
  });

  it('[B-3] count the peak by the order of events within a second: one who leaves before another comes', () => {
    const leaving = { memberId: 'bo', begin: { at: '2026-02-01T00:00:00.000Z', sequence: 1 } };
    const left = { ...leaving, end: { at: '2026-02-02T12:00:00.100Z', sequence: 2 } };
    const coming = { memberId: 'cy', begin: { at: '2026-02-02T12:00:00.200Z', sequence: 3 }, end: null };
    expect(days('02', '02', [coming, left])[0]).toMatchObject({ peak: 1, atEnd: 1 });
  });

  it('[B-3] begin with the seats that the day before ended with', () => {
    const seats = [seat('ann', '01T00:00:00.000', '02T00:00:00.000')];
    expect(days('01', '02', seats)).toEqual([
      { date: '2026-02-01', atEnd: 1, peak: 1, seatSeconds: 86_400 },
      { date: '2026-02-02', atEnd: 0, peak: 1, seatSeconds: 0 },
    ]);
  });

  it('[B-3] are counted up to the moment asked about, and not beyond', () => {
    const seats = [seat('ann', '01T00:00:00.000', '02T12:00:00.000'), seat('bo', '02T09:00:00.000')];
    expect(days('01', '03', seats, '2026-02-02T06:00:00.700Z')).toEqual([
      { date: '2026-02-01', atEnd: 1, peak: 1, seatSeconds: 86_400 },
      { date: '2026-02-02', atEnd: 1, peak: 1, seatSeconds: 21_600 },
    ]);
  });

  it('[B-3] are nothing before the first seat', () => {
    expect(days('01', '01', [seat('ann', '05T00:00:00.000')])).toEqual([
      { date: '2026-02-01', atEnd: 0, peak: 0, seatSeconds: 0 },
    ]);
  });
});

describe('a month', () => {
  it('[B-3] has seat-days, average, peak and a line for each seat, cut to the month', () => {
    const seats = [
      seat('ann', '2026-01-10T00:00:00.000Z'),
      seat('bo', '2026-01-31T23:59:59.000Z', '01T12:00:00.500'),
      seat('cy', '28T12:00:00.000', '2026-03-02T00:00:00.000Z'),
    ];
    expect(february(seats)).toEqual({
      seatSeconds: 29 * 86_400,
      seatDays: 29,
      average: 29 / 28,
      peak: 2,
      lines: [
        { memberId: 'ann', from: '2026-02-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z', seconds: 28 * 86_400 },
        { memberId: 'bo', from: '2026-02-01T00:00:00.000Z', to: '2026-02-01T12:00:00.000Z', seconds: 43_200 },
        { memberId: 'cy', from: '2026-02-28T12:00:00.000Z', to: '2026-03-01T00:00:00.000Z', seconds: 43_200 },
      ],
    });
  });

  it('[B-3] has a line for who came and went within one second, with 0 seconds', () => {
    expect(february([seat('bo', '02T12:00:00.100', '02T12:00:00.900')])).toEqual({
      ...{ seatSeconds: 0, seatDays: 0, average: 0, peak: 1 },
      lines: [{ memberId: 'bo', from: '2026-02-02T12:00:00.000Z', to: '2026-02-02T12:00:00.000Z', seconds: 0 }],
    });
  });

  it('[B-3] ends the lines of running seats at the moment asked about', () => {
    const running = february([seat('ann', '01T00:00:00.000')], '2026-02-10T00:00:00.900Z');
    expect(running.lines).toEqual([
      { memberId: 'ann', from: '2026-02-01T00:00:00.000Z', to: '2026-02-10T00:00:00.000Z', seconds: 9 * 86_400 },
    ]);
    expect(running).toMatchObject({ seatSeconds: 9 * 86_400, seatDays: 9, average: 9 / 28 });
  });

  it('[B-3] is empty before its time and where no seat touches it', () => {
    const nothing = { seatSeconds: 0, seatDays: 0, average: 0, peak: 0, lines: [] };
    expect(february([seat('ann', '2026-01-10T00:00:00.000Z')], '2026-01-31T23:59:59.999Z')).toEqual(nothing);
    expect(february([seat('ann', '2026-01-10T00:00:00.000Z', '2026-01-31T23:59:59.999Z')])).toEqual(nothing);
    expect(february([seat('ann', '2026-03-01T00:00:00.000Z')])).toEqual(nothing);
  });

  it.each([
    ['2024-02', 29],
    ['2023-02', 28],
    ['2100-02', 28],
    ['2026-12', 31],
  ])('[B-3] %s has %i days', (period, count) => {
    const { from, to } = monthOf(period);
    expect(to - from).toBe(count * SECONDS_OF_A_DAY);
    expect(daysBetween(`${period}-01`, `${period}-${count}`).map((day) => dateOf(day.from).slice(0, 7))).toEqual(
      Array.from({ length: count }, () => period),
    );
  });
});

describe('days, lines and months', () => {
  const lives = (seats: readonly ToldSeat[], of: string): readonly SeatLife[] =>
    seats
      .filter(({ workspaceId }) => workspaceId === of)
      .map(({ memberId, begin, end }) => ({
        memberId,
        begin: { at: begin.metadata.at, sequence: begin.position },
        end: end && { at: end.metadata.at, sequence: end.position },
      }));
  const monthsFrom = (first: string, last: string) => {
    const months: string[] = [];
    for (let at = new Date(`${first.slice(0, 7)}-01`); at.toISOString() <= last; at.setUTCMonth(at.getUTCMonth() + 1)) {
      months.push(at.toISOString().slice(0, 7));
    }
    return months;
  };

  it('[B-3] add up to the same seat-seconds, whatever happened, at every moment asked about', () => {
    const asked = fc.record({ ofAll: fc.double({ min: 0, max: 1.1, noNaN: true }), extraMs: fc.nat(2000) });
    fc.assert(
      fc.property(histories, asked, (events, { ofAll, extraMs }) => {
        const times = events.map(({ metadata }) => Date.parse(metadata.at));
        const [first, last] = [Math.min(...times), Math.max(...times)];
        const asOf = new Date(Math.floor(first + (last - first) * ofAll) + extraMs).toISOString();
        const seats = lives(toldSeats(events), 'w0');
        let inMonths = 0;
        for (const period of monthsFrom(new Date(first).toISOString(), asOf)) {
          const month = monthOf(period);
          const bill = monthOfUse(seats, month, asOf);
          const byDay = daysOfUse(seats, daysBetween(`${period}-01`, dateOf(month.to - 1)), asOf);
          const sum = byDay.reduce((total, day) => total + day.seatSeconds, 0);
          expect(sum).toBe(bill.seatSeconds);
          expect(bill.lines.reduce((total, line) => total + line.seconds, 0)).toBe(bill.seatSeconds);
          expect(Math.max(...byDay.map(({ peak }) => peak), 0)).toBe(bill.peak);
          for (const line of bill.lines) {
            expect(line.from >= timeOf(month.from) && line.from <= line.to && line.to <= timeOf(month.to)).toBe(true);
          }
          inMonths += bill.seatSeconds;
        }
        const second = (at: string) => Math.floor(Date.parse(at) / 1000);
        const inAll = seats
          .filter(({ begin }) => begin.at <= asOf)
          .map(({ begin, end }) => second(end && end.at <= asOf ? end.at : asOf) - second(begin.at));
        expect(inMonths).toBe(inAll.reduce((total, seconds) => total + seconds, 0));
      }),
      { numRuns: 300 },
    );
  });

  it('[B-3] agree with walking through the events: the seats at the end of each day and its peak', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const seats = lives(toldSeats(events), 'w0');
        const first = events.find(({ stream }) => stream === 'workspace-w0')?.metadata.at.slice(0, 10);
        if (first === undefined) return;
        const span = daysBetween(first, dateOf(Date.parse(first) / 1000 + 60 * SECONDS_OF_A_DAY));
        const found = daysOfUse(seats, span, '2199-01-01T00:00:00.000Z');
        const changes = seats
          .flatMap(({ begin, end }) => [{ ...begin, by: 1 }, ...(end ? [{ ...end, by: -1 }] : [])])
          .sort((a, b) => a.sequence - b.sequence);
        let count = 0;
        for (const day of found) {
          let peak = count;
          for (const { at, by } of changes) {
            if (!at.startsWith(day.date)) continue;
            count += by;
            peak = Math.max(peak, count);
          }
          expect([day.date, day.atEnd, day.peak]).toEqual([day.date, count, peak]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
