import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands before a server and passes bytes on, until it is told to cut connections or to let nobody in. */
export class TcpGate {
  /** How often somebody came while it was shut. */
  turnedAway = 0;
  private readonly sockets = new Set<Socket>();
  private shut = false;

  private constructor(private readonly server: Server) {}

  static async before(port: number): Promise<TcpGate> {
    const server = createServer();
    const gate = new TcpGate(server);
    server.on('connection', (socket) => gate.admit(socket, port));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return gate;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
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

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
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
