import { type IncomingMessage, type Server } from 'node:http';
import { type Socket } from 'node:net';

const LOOK_EVERY_MS = 20;
const HALF_ASKED_MS = 5000;

/**
 * The connections of a server, for closing it. Node waits for every one of them until it is answered, and with its close
 * gives up its own time limits: one that a browser opened beforehand and asked nothing on, or that asked half a question,
 * would keep a server that is to end for ever.
 */
export class Connections {
  /** With what is asked there at the moment. */
  private readonly open = new Map<Socket, IncomingMessage | undefined>();

  constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.open.set(socket, undefined);
      socket.once('close', () => this.open.delete(socket));
    });
    server.on('request', (request, response) => {
      const { socket } = request;
      this.open.set(socket, request);
      response.once('close', () => {
        if (this.open.get(socket) === request) this.open.set(socket, undefined);
      });
    });
  }

  /**
   * Runs `close`, which takes no more connections and waits for those that are there. What was asked whole is answered,
   * however long that takes; all other connections are let go.
   *
   * @param halfAskedMs how long the rest of a question may take to arrive. 5,000 unless told
   */
  async closing(close: () => Promise<void>, halfAskedMs = HALF_ASKED_MS): Promise<void> {
    const began = performance.now();
    const letGo = (): void => {
      this.server.closeIdleConnections();
      const isLate = performance.now() - began >= halfAskedMs;
      for (const [socket, request] of this.open) {
        if (socket.bytesRead === 0 || (isLate && !request?.complete)) socket.destroy();
      }
    };
    const looking = setInterval(letGo, LOOK_EVERY_MS);
    await close().finally(() => clearInterval(looking));
  }
}
