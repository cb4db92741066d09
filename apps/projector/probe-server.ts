import { createServer, type Server, type ServerResponse } from 'node:http';
import { Connections } from '#libs/http';

/** What is answered, and by whom. */
export interface Probed {
  /** Ready where its status is `up`. */
  ready(): Promise<{ readonly status: 'up' | 'down' }>;
  figures(): Promise<{ readonly type: string; readonly text: string }>;
  onTrouble(error: unknown): void;
}

export interface ProbeServer {
  readonly address: string;
  close(): Promise<void>;
}

interface Place {
  readonly host: string;
  readonly port: number;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** `/health/live`, `/health/ready` and `/metrics`, as the API answers them, and nothing else. Rejects where the port is taken. */
export async function answerProbes({ host, port }: Place, probed: Probed): Promise<ProbeServer> {
  const server = createServer((request, response) => {
    const path = request.method === 'GET' ? request.url?.split('?')[0] : undefined;
    answer(path, probed, response).catch((error: unknown) => {
      probed.onTrouble(error);
      say(response, 500, JSON_TYPE, JSON.stringify({ status: 'down' }));
    });
  });
  const connections = new Connections(server);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const closed = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return { address: addressOf(server, host), close: () => connections.closing(closed) };
}

async function answer(path: string | undefined, probed: Probed, response: ServerResponse): Promise<void> {
  if (path === '/health/live') {
    say(response, 200, JSON_TYPE, JSON.stringify({ status: 'up' }));
  } else if (path === '/health/ready') {
    const report = await probed.ready();
    say(response, report.status === 'up' ? 200 : 503, JSON_TYPE, JSON.stringify(report));
  } else if (path === '/metrics') {
    const { type, text } = await probed.figures();
    say(response, 200, type, text);
  } else {
    const problem = { type: 'urn:roster:problem:not_found', title: 'Not found', status: 404, code: 'not_found' };
    say(response, 404, 'application/problem+json', JSON.stringify(problem));
  }
}

function say(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

function addressOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
