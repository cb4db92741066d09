import { EventStoreDBClient } from '@eventstore/db-client';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { LogUnavailable } from '#libs/event-sourcing';
import { AppendCall, type Channel } from './append-call.js';
import { checkConnectionString } from './connection-string.js';
import { EventStoreUrlUnusable } from './errors.js';

type StreamsClient = InstanceType<typeof streamsService.StreamsClient>;
type BatchCall = ReturnType<StreamsClient['batchAppend']>;
type CallArguments = Parameters<StreamsClient['batchAppend']>;

/**
 * What the client package keeps for its own methods: its connection, which finds the leader of a cluster and replaces
 * a channel that failed, and its credentials.
 */
interface ClientInside {
  GRPCStreamCreator(
    service: typeof streamsService.StreamsClient,
    name: string,
    create: (client: StreamsClient) => BatchCall,
  ): () => Promise<BatchCall>;
  callArguments(options: object, call: { readonly deadline: number }): CallArguments;
}

/** @throws EventStoreUrlUnusable */
export function connect(url: string): EventStoreDBClient {
  checkConnectionString(url);
  try {
    return EventStoreDBClient.connectionString(url);
  } catch (error) {
    const missing = error instanceof Error && error.message.startsWith('Failed to load certificate');
    throw new EventStoreUrlUnusable(missing ? 'a certificate file is not there' : 'it is not well formed');
  }
}

/**
 * @param deadline ms since 1970; there is a connection by then, or never
 * @throws LogUnavailable
 */
export async function openAppendCall(client: EventStoreDBClient, deadline: number): Promise<AppendCall> {
  const inside = client as unknown as ClientInside;
  let opened: { readonly appends: AppendCall; readonly channel: Channel } | undefined;
  const create = inside.GRPCStreamCreator(streamsService.StreamsClient, 'batchAppend', (streams) => {
    const call = streams.batchAppend(...inside.callArguments({}, { deadline: Infinity }));
    // Listens from the first moment: a call that cannot connect fails at once.
    opened = { appends: new AppendCall(call), channel: streams.getChannel() };
    return call;
  });
  try {
    await create();
  } catch (error) {
    throw new LogUnavailable(undefined, error);
  }
  if (!opened) throw new LogUnavailable();
  const { appends, channel } = opened;
  try {
    await appends.connected(channel, deadline);
  } catch (error) {
    appends.retire();
    throw error;
  }
  return appends;
}
