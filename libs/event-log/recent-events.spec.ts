import { describe, expect, it, jest } from '@jest/globals';
import { type Position, type RecordedEvent } from '#libs/event-sourcing';
import { RecentEvents } from './recent-events.js';

const BYTES = 10;

function recentOf(mostEvents: number) {
  const decode = jest.fn((bytes: Uint8Array, position: Position) => ({ id: String(bytes[0]), position }) as RecordedEvent);
  return { recent: new RecentEvents(decode, mostEvents * BYTES), decode };
}

/** Events whose bytes tell their position. */
function written(from: number, to: number): readonly Uint8Array[] {
  return Array.from({ length: to - from + 1 }, (_, index) => new Uint8Array(BYTES).fill(from + index));
}

function positions(events: readonly RecordedEvent[] | undefined): readonly Position[] | undefined {
  return events?.map(({ id, position }) => {
    expect(id).toBe(String(position));
    return position;
  });
}

describe('RecentEvents', () => {
  it('gives the events after a position, at most so many', () => {
    const { recent } = recentOf(100);
    recent.add(5, written(5, 7));
    recent.add(8, written(8, 9));
    expect(positions(recent.after(4, 100))).toEqual([5, 6, 7, 8, 9]);
    expect(positions(recent.after(6, 2))).toEqual([7, 8]);
    expect(positions(recent.after(9, 100))).toEqual([]);
  });

  it('does not claim to know what came before', () => {
    const { recent } = recentOf(100);
    expect(recent.after(0, 10)).toBeUndefined();
    recent.add(5, written(5, 7));
    expect(recent.after(3, 10)).toBeUndefined();
  });

  it('decodes an event once for all who ask for it, and not before', () => {
    const { recent, decode } = recentOf(100);
    recent.add(1, written(1, 3));
    expect(decode).not.toHaveBeenCalled();
    const first = recent.after(0, 10);
    expect(recent.after(1, 10)?.[0]).toBe(first?.[1]);
    expect(decode).toHaveBeenCalledTimes(3);
  });

  it('forgets the oldest, and says so', () => {
    const { recent } = recentOf(10);
    for (let position = 1; position <= 100; position += 3) recent.add(position, written(position, position + 2));
    const oldest = Array.from({ length: 102 }, (_, position) => position).find((position) => recent.after(position, 1));
    expect(oldest).toBeGreaterThan(80);
    expect(oldest).toBeLessThan(93);
    expect(positions(recent.after(99, 10))).toEqual([100, 101, 102]);
  });
});
