import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a server and passes bytes on, until it is told to cut connections or to let nobody in. */
export class TcpGate {
  /** How often somebody came while it was shut. */
  turnedAway = 0;
  private readonly sockets = new Set<Socket>();
  private shut = false;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async before(port: number): Promise<TcpGate> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const gate = new TcpGate(server, (server.address() as AddressInfo).port);
    server.on('connection', (socket) => gate.admit(socket, port));
    return gate;
  }

  /** Every connection ends at once. New ones are let in. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** As a server that is down: what is open ends, and nobody is let in. */
  refuse(): void {
    this.shut = true;
    this.cut();
  }

  admitAgain(): void {
    this.shut = false;
  }

  /** As `refuse`, and nobody listens any more: whoever comes hears that there is no such server. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    const closed = once(this.server, 'close');
    this.cut();
    await closed;
  }

  /** Listens again where it did before. */
  async openAgain(): Promise<void> {
    if (this.server.listening) return;
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  private admit(socket: Socket, port: number): void {
    if (this.shut) {
      this.turnedAway++;
      socket.destroy();
      return;
    }
    const inner = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    inner.setNoDelay(true);
    for (const [one, other] of [
      [socket, inner],
      [inner, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
