import { type IncomingMessage, type Server } from 'node:http';
import { type Socket } from 'node:net';

const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 5000;

interface Connection {
  /** What is answered at the moment. */
  request: IncomingMessage | undefined;
  /** How many bytes had been read when all that was asked had been answered. */
  answered: number;
}

/** How much of its answers a connection had taken, and when that was first seen. */
interface Taken {
  readonly bytes: number;
  readonly at: number;
}

/**
 * The connections of a server, for closing it. Node waits for each until it was asked something and has answered, and
 * gives up its own time limits meanwhile: one that a browser opened beforehand and asked nothing on, or that asked half a
 * question, would keep a server that is to end for ever. And it takes an answer for given once the last of it was
 * written, which cuts off what has not gone out yet.
 */
export class Connections {
  private readonly open = new Map<Socket, Connection>();

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.open.set(socket, { request: undefined, answered: 0 });
      socket.once('close', () => this.open.delete(socket));
    });
    server.on('request', (request, response) => {
      const connection = this.open.get(request.socket);
      if (!connection) return;
      connection.request = request;
      response.once('close', () => {
        if (connection.request !== request) return;
        connection.request = undefined;
        connection.answered = request.socket.bytesRead;
      });
    });
    // In place of Node's, which closing a server calls too.
    server.closeIdleConnections = () => this.letGo(isIdle);
  }

  /**
   * Runs `close`, which takes no more connections and waits for those that are there. What was asked whole is answered,
   * however long that takes; connections on which nothing is asked are let go, and those that keep the server waiting.
   *
   * @param patienceMs how long the rest of a question may take to arrive, and an answer to be taken. 5,000 unless told
   */
  async closing(close: () => Promise<void>, patienceMs = PATIENCE_MS): Promise<void> {
    const began = performance.now();
    const answers = new Map<Socket, Taken>();
    const looking = setInterval(() => {
      const now = performance.now();
      this.letGo((socket, connection) => {
        const waiting = connection.request?.complete ? sinceTaken(socket, answers, now) : began;
        return isIdle(socket, connection) || now - waiting > patienceMs;
      });
    }, LOOK_EVERY_MS);
    await close().finally(() => clearInterval(looking));
  }

  private letGo(which: (socket: Socket, connection: Connection) => boolean): void {
    for (const [socket, connection] of this.open) if (which(socket, connection)) socket.destroy();
  }
}

function isIdle(socket: Socket, { request, answered }: Connection): boolean {
  return request === undefined && socket.bytesRead === answered;
}

/** Since when the other side has taken nothing of what is there for it; now, where there is nothing. */
function sinceTaken(socket: Socket, answers: Map<Socket, Taken>, now: number): number {
  const bytes = socket.bytesWritten - socket.writableLength;
  const before = answers.get(socket);
  if (before?.bytes === bytes && socket.writableLength > 0) return before.at;
  answers.set(socket, { bytes, at: now });
  return now;
}
