import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Attempt, nextLevel, standingOf } from './attempts.js';
import { after, MINUTE, SECOND } from './moments.js';

const START = '2026-03-01T12:00:00.000Z';
const at = (seconds: number) => after(START, seconds * SECOND);

/** Wrong passwords at these seconds, each judged as it comes. */
function wrongAt(...seconds: readonly number[]): readonly Attempt[] {
  return seconds.reduce<readonly Attempt[]>(
    (attempts, second) => [...attempts, { at: at(second), level: nextLevel(attempts, at(second)) }],
    [],
  );
}

describe('tries with a password', () => {
  it('[C-5] five may be wrong; the sixth waits', () => {
    expect(standingOf(wrongAt(), at(0))).toEqual({ kind: 'free', left: 5 });
    expect(standingOf(wrongAt(0, 1, 2, 3), at(4))).toEqual({ kind: 'free', left: 1 });
    expect(standingOf(wrongAt(0, 1, 2, 3, 4), at(5))).toMatchObject({ kind: 'wait', seconds: 14 });
  });

  it('[C-5] only the last 15 minutes count', () => {
    expect(standingOf(wrongAt(0, 1, 2, 3), at(900))).toEqual({ kind: 'free', left: 2 });
    expect(standingOf(wrongAt(0, 1, 2, 3, 901), at(902))).toMatchObject({ kind: 'free' });
    expect(standingOf(wrongAt(0, 1, 2, 3, 899), at(900))).toMatchObject({ kind: 'wait' });
  });

  it('[C-5] one further try is free after the waiting, and a wrong one makes it twice as long', () => {
    const five = wrongAt(0, 0, 0, 0, 0);
    expect(standingOf(five, at(14.9))).toMatchObject({ kind: 'wait', seconds: 1 });
    expect(standingOf(five, at(15))).toEqual({ kind: 'free', left: 1 });
    expect(standingOf(wrongAt(0, 0, 0, 0, 0, 15), at(15))).toMatchObject({ kind: 'wait', seconds: 30 });
    expect(standingOf(wrongAt(0, 0, 0, 0, 0, 15, 45), at(45))).toMatchObject({ kind: 'wait', seconds: 60 });
  });

  it('[C-5] never waits longer than 15 minutes', () => {
    const many = wrongAt(...Array.from({ length: 50 }, () => 0));
    expect(standingOf(many, at(0))).toMatchObject({ kind: 'wait', seconds: 900 });
  });

  it('[C-5] is forgotten 15 minutes after the waiting', () => {
    const five = wrongAt(0, 0, 0, 0, 0);
    expect(standingOf(five, at(15 + 899))).toEqual({ kind: 'free', left: 1 });
    expect(standingOf(five, at(15 + 900))).toEqual({ kind: 'free', left: 5 });
    expect(nextLevel(five, at(15 + 900))).toBe(0);
  });

  it('[C-5] counts those that were wrong at the same moment', () => {
    const apart: readonly Attempt[] = Array.from({ length: 5 }, () => ({ at: START, level: 0 }));
    expect(standingOf(apart, at(1))).toMatchObject({ kind: 'wait', seconds: 14 });
  });

  it('[C-5] never lets a sixth wrong one within 15 minutes follow the fifth without waiting', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 60 }), (gaps) => {
        let second = 0;
        let attempts: readonly Attempt[] = [];
        const wrong: number[] = [];
        for (const gap of gaps) {
          second += gap;
          if (standingOf(attempts, at(second)).kind === 'free') wrong.push(second);
          attempts = [...attempts, { at: at(second), level: nextLevel(attempts, at(second)) }];
        }
        for (const [index, sixth] of wrong.slice(5).entries()) {
          const [first = 0, , , , fifth = 0] = wrong.slice(index, index + 5);
          if (sixth - first < (15 * MINUTE) / SECOND) expect(sixth - fifth).toBeGreaterThanOrEqual(15);
        }
      }),
    );
  });
});
