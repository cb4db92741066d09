import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { roster } from '../../apps/cli/program.js';
import { Terminal } from '../../apps/cli/terminal.js';

/** The command-line tool as a test runs it, and a service that answers as a test says. */

export interface Ran {
  readonly code: number | null;
  /** Data. */
  readonly out: string;
  /** Words. */
  readonly err: string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** Which of the streams is a terminal. */
  readonly tty?: { readonly out?: boolean; readonly err?: boolean };
}

/** In this process. */
export async function runHere(argv: readonly string[], { env = {}, tty = {} }: Surroundings = {}): Promise<Ran> {
  const [out, err] = [new Kept(tty.out), new Kept(tty.err)];
  const code = await roster(argv, { terminal: new Terminal(out, err, env), env });
  return { code, out: out.text, err: err.text };
}

/** The built program as a process of its own. @param input for its standard input */
export function runProgram(argv: readonly string[], env: Readonly<Record<string, string>> = {}, input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [MAIN, ...argv], { env: { PATH: process.env['PATH'], ...env }, stdio: 'pipe' });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

const SERVICE = process.env['ROSTER_MAIN'] ?? new URL('../../dist/apps/api/main.js', import.meta.url).pathname;
const MAIN = SERVICE.replace(/api\/main\.js$/, 'cli/main.js');

class Kept extends Writable {
  text = '';
  readonly columns = 120;

  constructor(readonly isTTY = false) {
    super({ decodeStrings: false });
  }

  override _write(chunk: string | Uint8Array, _: BufferEncoding, done: () => void): void {
    this.text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    done();
  }
}

type Answer = (request: IncomingMessage, reply: ServerResponse) => void;

/** Answers as it is told, until `close`. */
export async function standIn(answer: Answer): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
