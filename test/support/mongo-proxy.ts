import { type AddressInfo, createServer, type Server, type Socket, connect } from 'node:net';
import { BSON, type Document } from 'mongodb';

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_MSG = 2013;
/** Flags, and the kind of the first section. */
const BODY_OF_MSG_AT = HEADER_BYTES + 5;
/** Flags, cursor, start, number of documents. */
const BODY_OF_REPLY_AT = HEADER_BYTES + 20;
const REPLICA_SET = 'rs0';
/** Of a transaction, a session and a retryable write: FerretDB knows none of them, and refuses some. */
const OF_SESSIONS = ['startTransaction', 'autocommit', 'txnNumber', 'lsid', 'readConcern'];
/** What an election or a shutdown brings: a replica set labels it, so that the driver sends the command again. */
const LABELLED = [91, 10107, 11602];

const CARRIED_OUT: readonly string[] = ['cut-after', 'write-concern', 'late'];

/** What becomes of one command. */
export type Fault =
  /** Answered with this error; not passed on. */
  | { readonly kind: 'refused'; readonly code: number; readonly codeName: string }
  /** Carried out, and answered with it and that a majority does not have it. */
  | { readonly kind: 'write-concern'; readonly code: number; readonly codeName: string }
  /** The connection is cut, and the command not passed on. */
  | { readonly kind: 'cut-before' }
  /** The command is carried out, and the connection cut instead of an answer. */
  | { readonly kind: 'cut-after' }
  /** Carried out, and answered late. */
  | { readonly kind: 'late' }
  /** Neither passed on nor answered. */
  | { readonly kind: 'frozen' };

/** Passes a message on, and gives the server's answer. */
type Ask = (request: Buffer) => Promise<Buffer>;
/** An answer, a cut of the connection, or nothing. */
type Reaction = Buffer | 'cut' | undefined;

interface Planned {
  readonly command: string;
  readonly fault: Fault;
  /** Runs once the command is carried out, or would be, before the fault shows. */
  readonly meanwhile: () => Promise<unknown>;
  readonly done: () => void;
}

/**
 * Stands between the driver and a server of MongoDB's protocol, and gives what a replica set does and FerretDB does
 * not: step-downs, write concern errors, reset connections. As a replica set it also answers a write that is sent again with
 * what the first one was answered, and takes part in transactions as far as their commands show.
 */
export class MongoProxy {
  /** Commands that came, in order, without those by which the driver watches the server. */
  readonly commands: Document[] = [];
  private readonly planned: Planned[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly answers = new Map<string, Buffer>();

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
    private readonly replicaSet: boolean,
  ) {}

  /** @param target connection string of the server behind it */
  static async start(target: string, { replicaSet = false } = {}): Promise<MongoProxy> {
    const { hostname: host, port } = new URL(target);
    const server = createServer();
    const proxy = new MongoProxy(server, { host, port: Number(port) }, replicaSet);
    server.on('connection', (client) => proxy.serve(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  url(database: string): string {
    // Else the driver looks for the primary twice a second.
    const options = `minHeartbeatFrequencyMS=10${this.replicaSet ? `&replicaSet=${REPLICA_SET}` : ''}`;
    return `mongodb://${this.address}/${database}?${options}`;
  }

  /** Plans a fault for the next command of this name. Resolves when it has struck. */
  next(command: string, fault: Fault, meanwhile: () => Promise<unknown> = async () => undefined): Promise<void> {
    return new Promise((done) => this.planned.push({ command, fault, meanwhile, done }));
  }

  /** Forgets the faults that did not strike. */
  calm(): void {
    this.planned.length = 0;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private serve(client: Socket): void {
    const server = connect(this.target);
    const answers = messagesOf(server);
    for (const [one, other] of [[client, server], [server, client]] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
    void this.pass(client, server, answers);
  }

  private async pass(client: Socket, server: Socket, answers: AsyncIterator<Buffer>): Promise<void> {
    try {
      const ask: Ask = async (request) => {
        server.write(request);
        const { done, value } = await answers.next();
        if (done) throw new Error('The server hung up.');
        return value;
      };
      for await (const request of messagesIn(client)) {
        const answer = await this.answer(request, ask);
        if (answer === 'cut') client.destroy();
        else if (answer) client.write(answer);
      }
    } catch {
      client.destroy();
    }
  }

  private async answer(request: Buffer, ask: Ask): Promise<Reaction> {
    if (request.readInt32LE(12) !== OP_MSG) return this.disguised(await ask(request));
    const body = bodyOf(request);
    const [name = ''] = Object.keys(body);
    if (name === 'hello' || name === 'ismaster') return this.disguised(await ask(request));
    this.commands.push(body);
    const index = this.planned.findIndex(({ command }) => command === name);
    const plan = this.planned[index];
    if (!plan) return this.carryOut(request, body, ask);
    this.planned.splice(index, 1);
    return this.strike(plan, request, body, ask);
  }

  private async strike(
    { fault, meanwhile, done }: Planned,
    request: Buffer,
    body: Document,
    ask: Ask,
  ): Promise<Reaction> {
    const carriedOut = CARRIED_OUT.includes(fault.kind);
    const answer = carriedOut ? await this.carryOut(request, body, ask) : undefined;
    await meanwhile();
    done();
    switch (fault.kind) {
      case 'refused':
        return message(request, { ok: 0, errmsg: 'not now', ...errorOf(fault, this.replicaSet) });
      case 'write-concern': {
        const { errorLabels, ...writeConcernError } = errorOf(fault, this.replicaSet);
        const said = answer ? bodyOf(answer) : {};
        return message(request, { ...said, writeConcernError: { ...writeConcernError, errmsg: 'late' }, errorLabels });
      }
      case 'late':
        return answer;
      case 'frozen':
        return undefined;
      default:
        return 'cut';
    }
  }

  private async carryOut(request: Buffer, body: Document, ask: Ask): Promise<Buffer> {
    if (!this.replicaSet) return ask(request);
    if ('commitTransaction' in body || 'abortTransaction' in body) return message(request, { ok: 1 });
    const write = body['txnNumber'] !== undefined && body['autocommit'] === undefined ? idOfWrite(body) : undefined;
    const before = write === undefined ? undefined : this.answers.get(write);
    if (before) return message(request, bodyOf(before));
    const plain = Object.fromEntries(Object.entries(body).filter(([field]) => !OF_SESSIONS.includes(field)));
    const answer = await ask(message(request, plain, restOf(request)));
    if (write !== undefined) this.answers.set(write, answer);
    return answer;
  }

  private disguised(answer: Buffer): Buffer {
    if (!this.replicaSet) return answer;
    const at = answer.readInt32LE(12) === OP_REPLY ? BODY_OF_REPLY_AT : BODY_OF_MSG_AT;
    const hello = {
      ...BSON.deserialize(answer.subarray(at)),
      setName: REPLICA_SET,
      setVersion: 1,
      hosts: [this.address],
      me: this.address,
      primary: this.address,
      secondary: false,
    };
    return withLength(Buffer.concat([answer.subarray(0, at), BSON.serialize(hello)]));
  }
}

function errorOf({ code, codeName }: { readonly code: number; readonly codeName: string }, labels: boolean): Document {
  return { code, codeName, ...(labels && LABELLED.includes(code) ? { errorLabels: ['RetryableWriteError'] } : {}) };
}

function idOfWrite(body: Document): string {
  return BSON.EJSON.stringify({ lsid: body['lsid'], txnNumber: body['txnNumber'] });
}

function bodyOf(message: Buffer): Document {
  const length = message.readInt32LE(BODY_OF_MSG_AT);
  return BSON.deserialize(message.subarray(BODY_OF_MSG_AT, BODY_OF_MSG_AT + length));
}

/** The sections after the first one: documents to write. */
function restOf(message: Buffer): Buffer {
  return message.subarray(BODY_OF_MSG_AT + message.readInt32LE(BODY_OF_MSG_AT));
}

/** A message that answers a request, or takes its place. */
function message(request: Buffer, body: Document, rest: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(BODY_OF_MSG_AT);
  request.copy(head, 4, 4, 8);
  request.copy(head, 8, 4, 8);
  head.writeInt32LE(OP_MSG, 12);
  return withLength(Buffer.concat([head, BSON.serialize(body, { ignoreUndefined: true }), rest]));
}

function withLength(message: Buffer): Buffer {
  message.writeInt32LE(message.length, 0);
  return message;
}

/** The messages of a connection that is listened to from now on. */
function messagesOf(socket: Socket): AsyncIterator<Buffer> {
  return messagesIn(socket)[Symbol.asyncIterator]();
}

async function* messagesIn(socket: Socket): AsyncGenerator<Buffer, undefined> {
  let waiting = Buffer.alloc(0);
  for await (const bytes of socket) {
    waiting = Buffer.concat([waiting, bytes as Buffer]);
    while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
      const length = waiting.readInt32LE(0);
      yield waiting.subarray(0, length);
      waiting = waiting.subarray(length);
    }
  }
  return undefined;
}
