import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Connections } from './connections.js';

const QUESTION = 'POST / HTTP/1.1\r\nhost: roster\r\ncontent-length: 4\r\n\r\nbody';
const A_LONG_TIME_MS = 3_600_000;
const ANSWER_BYTES = 16 * 1024 * 1024;

let server: Server;
let connections: Connections;
let answer: RequestListener;

beforeEach(async () => {
  answer = (request, response) => request.resume().once('end', () => response.end('done'));
  server = createServer((request, response) => answer(request, response));
  connections = new Connections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => server.closeAllConnections());

const close = (patienceMs: number): Promise<void> =>
  connections.closing(() => new Promise((resolve) => server.close(() => resolve())), patienceMs);

/** A connection on which so much of a question has come to the server. */
async function asked(text: string): Promise<{ readonly socket: Socket; readonly received: Promise<string> }> {
  const known = once(server, 'connection') as Promise<[Socket]>;
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let all = '';
  socket.on('data', (bytes: Buffer) => (all += bytes.toString())).on('error', () => undefined);
  const received = new Promise<string>((resolve) => socket.once('close', () => resolve(all)));
  const [there] = await known;
  socket.write(text);
  while (there.bytesRead < text.length) await nextTurn();
  return { socket, received };
}

it('one on which nothing was asked is let go, however long the rest of a question may take', async () => {
  const { received } = await asked('');
  await close(A_LONG_TIME_MS);
  expect(await received).toBe('');
});

it.each([
  ['its head', 'POST / HTTP/1.1\r\nhost: ros'],
  ['its body', QUESTION.slice(0, -2)],
])('one on which a question never arrives whole is let go after a while: half of %s', async (_, half) => {
  const { received } = await asked(half);
  await close(50);
  expect(await received).toBe('');
});

it('a question whose rest arrives in time is answered', async () => {
  const { socket, received } = await asked(QUESTION.slice(0, -2));
  const closed = close(A_LONG_TIME_MS);
  socket.write(QUESTION.slice(-2));
  await closed;
  expect(await received).toMatch(/^HTTP\/1.1 200 OK.*done/s);
});

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(64 * 1024);
}

it('what was asked whole is answered, however long that takes, and its connection let go then', async () => {
  let give: () => void = () => undefined;
  answer = (request, response) => {
    request.resume();
    give = () => response.end('done');
  };
  const [{ received }, silent] = [await asked(QUESTION), await asked('')];
  const closed = close(0);
  await silent.received;
  give();
  await closed;
  expect(await received).toMatch(/^HTTP\/1.1 200 OK.*done/s);
});

it('one that takes nothing of its answer is let go after a while, however much was taken before', async () => {
  answer = (request, response) => request.resume().once('end', () => Readable.from(endless()).pipe(response));
  const { socket } = await asked(QUESTION);
  await once(socket, 'data');
  socket.pause();
  await close(50);
  expect(socket.readableFlowing).toBe(false);
});

it('an answer that is taken bit by bit is given to its end', async () => {
  answer = (request, response) => request.resume().once('end', () => response.end(Buffer.alloc(ANSWER_BYTES)));
  const { socket } = await asked(QUESTION);
  let taken = 0;
  socket.on('data', (bytes: Buffer) => {
    taken += bytes.length;
    socket.pause();
    setImmediate(() => socket.resume());
  });
  await close(1000);
  await once(socket, 'close');
  expect(taken).toBeGreaterThan(ANSWER_BYTES);
});

it('one that is kept for later questions is let go', async () => {
  const { socket, received } = await asked(QUESTION);
  await once(socket, 'data');
  await close(A_LONG_TIME_MS);
  expect(await received).toMatch(/^HTTP\/1.1 200 OK.*done/s);
});
