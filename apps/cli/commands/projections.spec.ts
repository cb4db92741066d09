import { type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Ran, runHere, standIn } from '../../../test/support/cli.js';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

let service: { readonly url: string; close(): Promise<void> } | undefined;
let asked: Asked[];
afterEach(async () => {
  await service?.close();
  service = undefined;
});

/** Answers each call so, the lists one after the other, of which the last stays. */
async function answering(lists: readonly unknown[], answers: Readonly<Record<string, readonly [status: number, body: unknown]>> = {}) {
  await service?.close();
  const left = [...lists];
  asked = [];
  service = await standIn((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '' } = request;
      asked.push({ method, path: url, body: Buffer.concat(chunks).toString() });
      const list = () => (left.length > 1 ? left.shift() : left[0]);
      const [status, body] = method === 'GET' ? ([200, list()] as const) : (answers[url.split('/').at(-1) ?? ''] ?? [200, MODEL]);
      json(reply, body, status);
    });
  });
}

function json(reply: ServerResponse, body: unknown, status: number): void {
  reply.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
  reply.end(JSON.stringify(body));
}

const run = (argv: readonly string[], tty: { readonly out?: boolean; readonly err?: boolean } = {}): Promise<Ran> =>
  runHere(['projections', ...argv], { env: { ROSTER_URL: service?.url ?? '', ROSTER_KEY: 'rk_operator' }, tty });

const live = (generation: number, position: number) => ({ generation, state: 'live', position });
const MODEL = { name: 'seats', version: 2, serving: live(0, 99), beside: live(1, 9), former: null };
const list = (head: number, beside: object | null, more: object = {}) => ({ head, items: [{ ...MODEL, beside, ...more }] });

describe('roster projections list', () => {
  it('tells what serves, how far what is beside has come, and why it goes no further', async () => {
    const stopped = { generation: 2, state: 'stopped', position: -1, error: 'CannotFold' };
    const items = [MODEL, { ...MODEL, name: 'user-table', version: 1, serving: live(3, 99), beside: stopped, former: live(1, 99) }];
    await answering([{ head: 99, items }]);
    const { code, out } = await run(['list']);
    expect([code, out.split('\n')]).toEqual([
      0,
      [
        'Read model  Version  Serving  Beside                     Former',
        'seats             2  0 live   1 live 10%                 -',
        'user-table        1  3 live   2 stopped 0% (CannotFold)  1 live',
        '',
      ],
    ]);
    expect(JSON.parse((await run(['list', '--json'])).out)).toEqual({ head: 99, items });
  });
});

describe('roster projections rebuild', () => {
  const MEANWHILE = 'Somebody else has switched seats, or begun another rebuild of it, meanwhile.\n';

  it('[H-6] shows how far it is with rate and time left, on a terminal alone, until it is built', async () => {
    const growing = [list(99, live(1, 9)), list(109, live(1, 59)), list(119, live(1, 104)), list(119, live(1, 119))];
    await answering(growing);
    const { code, out, err } = await run(['rebuild', 'seats'], { err: true });
    expect([code, out]).toEqual([0, 'Generation 1 of seats is built.\n']);
    expect(err).toMatch(/Building seats .*54% {2}60\/110 {2}[1-9]\d*\/s {2}\d+s left/);
    expect(err).toContain('roster projections switch seats');
    expect(asked.map(({ method, body }) => method + body)).toEqual(['POST{}', ...growing.map(() => 'GET')]);
    await answering(growing);
    expect((await run(['rebuild', 'seats'])).err).toBe('To compare it, and let it serve: roster projections switch seats\n');
  });

  it('only begins where it is told to, and begins anew where it is told to', async () => {
    await answering([]);
    const { out } = await run(['rebuild', 'seats', '--no-wait', '--anew']);
    expect(out).toBe('Generation 1 of seats is being built.\n');
    expect(asked).toEqual([{ method: 'POST', path: '/v1/projections/seats/rebuild', body: '{"anew":true}' }]);
  });

  it('[H-6] ends with 5 where it stopped at an event', async () => {
    await answering([list(99, { ...live(1, 9), state: 'stopped', error: 'CannotFold' })]);
    const { code, out, err } = await run(['rebuild', 'seats']);
    expect([code, out]).toEqual([5, '']);
    expect(err).toContain('stopped at an event that it cannot handle (CannotFold)');
  });

  it('ends where somebody else has switched it or begun another', async () => {
    await answering([list(99, live(1, 9)), list(99, null)]);
    expect(await run(['rebuild', 'seats'])).toMatchObject({ code: 0, out: '', err: MEANWHILE });
    await answering([list(99, live(2, 9))]);
    expect(await run(['rebuild', 'seats'])).toMatchObject({ code: 0, out: '', err: MEANWHILE });
  });
});

describe('roster projections switch', () => {
  const same = { compared: 7, differences: 0, unsettled: 0, first: [] };
  const differing = { compared: 9, differences: 102, unsettled: 1, first: [{ id: 'bo', kind: 'missing' }, { id: 'cy', kind: 'different' }] };
  const refused = {
    ...{ type: 't', title: 'T', status: 409, code: 'differences_found', detail: 'They differ.', remedy: 'Look at them.' },
    comparison: differing,
  };

  it('says what was compared and what serves', async () => {
    const switched = { ...MODEL, serving: live(1, 99), beside: null, former: live(0, 99), comparison: same };
    await answering([], { switch: [200, switched] });
    expect(await run(['switch', 'seats'])).toEqual({ code: 0, out: 'The same: 7 rows compared.\nseats serves in generation 1.\n', err: '' });
    expect(JSON.parse((await run(['switch', 'seats', '--json', '--accept-differences'])).out)).toEqual(switched);
    expect(asked.map(({ body }) => body)).toEqual(['{}', '{"acceptDifferences":true}']);
  });

  it('[H-6] ends with 1 where the rows differ, and names them', async () => {
    await answering([], { switch: [409, refused] });
    const { code, out, err } = await run(['switch', 'seats']);
    expect([code, out.split('\n')]).toEqual([
      1,
      [
        'They differ: 9 rows compared, 102 differ, 1 changed too often to tell.',
        '  bo is not in the new one',
        '  cy is another in the new one',
        '  and 100 more',
        '',
      ],
    ]);
    expect(err).toBe('Nothing was switched.\nLook at them.\n');
    const asJson = await run(['switch', 'seats', '--json']);
    expect([asJson.code, JSON.parse(asJson.out)]).toEqual([1, { comparison: differing }]);
  });

  it('[H-6] ends with 4 where it is refused for another reason', async () => {
    await answering([], { switch: [409, { ...refused, code: 'nothing_beside' }] });
    expect(await run(['switch', 'seats'])).toMatchObject({ code: 4, out: '' });
  });
});

describe('roster projections back', () => {
  it('says what serves again', async () => {
    await answering([], { back: [200, MODEL] });
    expect(await run(['back', 'seats'])).toEqual({ code: 0, out: 'seats serves in generation 0 again.\n', err: '' });
  });

  it('[H-6] ends with 4 where there is no such read model, and says how to find out', async () => {
    await answering([], { back: [404, { type: 't', title: 'T', status: 404, code: 'not_found', detail: 'Nothing.' }] });
    const { code, err } = await run(['back', 'se\u001bats']);
    expect([code, err.split('\n')[0]]).toEqual([4, 'No read model is called se\ufffdats: roster projections list']);
  });
});

it.each([[['rebuild']], [['switch']], [['back', 'seats', 'users']], [['list', 'seats']], [['forward']]])(
  '[H-6] 2 for wrong usage: roster projections %j',
  async (argv) => {
    await answering([]);
    expect(await run(argv)).toMatchObject({ code: 2, out: '' });
    expect(asked).toEqual([]);
  },
);
