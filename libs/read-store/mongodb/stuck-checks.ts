import { type MongoClient } from 'mongodb';
import { Backoff } from '#libs/event-sourcing';

const LONGEST_PAUSE_MS = 500;

/**
 * Begins a client anew whose driver has stopped to look for its server. Each look has a time limit of the driver's own, but
 * one: where it goes by a connection that closes in that very moment, it waits for ever for the socket to drain (mongodb
 * 7.9), and no server would ever be found again. Looks that a server holds open (MongoDB from 4.4 on) the driver begins
 * anew by itself. Whoever has collections of the client keeps them.
 * @param limitMs no look takes longer, in milliseconds
 * @returns ends it, before the client is closed
 */
export function freeStuckChecks(client: MongoClient, limitMs: number): () => void {
  const looks = new Map<string, NodeJS.Timeout>();
  let closing = false;
  const ended = (server: string): void => {
    clearTimeout(looks.get(server));
    looks.delete(server);
  };
  const beginAnew = async (): Promise<void> => {
    await client.close().catch(() => undefined);
    const backoff = new Backoff(LONGEST_PAUSE_MS);
    while (!closing) {
      const connected = await client.connect().then(
        () => true,
        () => false,
      );
      if (connected) break;
      await backoff.pause();
    }
    if (closing) await client.close();
  };
  client.on('serverHeartbeatStarted', ({ connectionId: server, awaited }) => {
    ended(server);
    if (awaited) return;
    const stuck = (): void => {
      beginAnew().catch(() => undefined);
    };
    looks.set(server, setTimeout(stuck, limitMs).unref());
  });
  client.on('serverHeartbeatSucceeded', ({ connectionId }) => ended(connectionId));
  client.on('serverHeartbeatFailed', ({ connectionId }) => ended(connectionId));
  // Of each server as the client is closed, too, and of one that leaves its replica set.
  client.on('serverClosed', ({ address }) => ended(address));
  return () => {
    closing = true;
  };
}
