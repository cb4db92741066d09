import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipService from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresService from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import streamsService from '@eventstore/db-client/generated/streams_grpc_pb.js';
import {
  type Metadata,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import { Faults, type Mishap, type SubscriptionEnd } from './faults.js';
import {
  batchAnswer,
  batchRefusal,
  deletedFailure,
  expectedOfAppend,
  expectedOfBatch,
  failure,
  nameOf,
  plainAnswer,
  proposedRecord,
  tooLargeFailure,
} from './messages.js';
import { Reading } from './reading.js';
import { type Expected, type ProposedRecord, StreamStore, type Verdict } from './stream-store.js';
import { TcpGate } from './tcp-gate.js';

export interface ProtocolServerOptions {
  /** What it says it is: 23.10.6 unless told. From 23.10 on subscriptions are told when they have caught up. */
  readonly version?: string;
  /** Speaks TLS with this key and certificate, in PEM. */
  readonly tls?: { readonly key: Buffer; readonly certificate: Buffer };
}

type BatchCall = ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

interface Unfinished {
  readonly stream: string;
  readonly expected: Expected;
  readonly records: ProposedRecord[];
}

/**
 * One node of EventStoreDB as far as the client package speaks with it: real gRPC over TCP by the package's own stubs,
 * streams in memory. It behaves as the servers do, and misbehaves as it is told.
 */
export class ProtocolServer {
  readonly store = new StreamStore();
  readonly faults = new Faults();
  /** Correlation ids of the appends that came by the batch path, in order. */
  readonly batchAppends: string[] = [];
  /** Batch-append calls that were opened. */
  batchCalls = 0;
  /** Reads that came, subscriptions among them. */
  reads = 0;
  /** What callers of appends and reads said who they are: values of the header `authorization`. */
  readonly callers = new Set<string>();
  private readonly reading: Reading;
  private readonly version: string;

  private constructor(
    private readonly server: Server,
    private readonly gate: TcpGate,
    version: string,
  ) {
    this.version = version;
    this.reading = new Reading(this.store, this.faults, tellsCaughtUp(version), gate.port);
  }

  static async start({ version = '23.10.6.0', tls }: ProtocolServerOptions = {}): Promise<ProtocolServer> {
    const credentials = tls
      ? ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.certificate }])
      : ServerCredentials.createInsecure();
    const server = new Server({ 'grpc.max_receive_message_length': 17 * 1024 * 1024 });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', credentials, (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    const started = new ProtocolServer(server, await TcpGate.before(port), version);
    started.serve();
    return started;
  }

  get port(): number {
    return this.gate.port;
  }

  /** For a client: one node, no TLS. */
  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** For a client that asks for the members of a cluster. */
  get discoverUrl(): string {
    return `esdb+discover://127.0.0.1:${this.port}?tls=false`;
  }

  /** Every connection ends at once; new ones are let in. */
  cutConnections(): void {
    this.gate.cut();
  }

  /** As a server that is down. What it keeps, it keeps. */
  goDown(): void {
    this.gate.refuse();
  }

  comeBack(): void {
    this.gate.admitAgain();
  }

  /** Stops as its process does: every connection ends, and its port is shut. What it keeps, it keeps. */
  shutDown(): Promise<void> {
    return this.gate.close();
  }

  /** Starts again on the same port. */
  startAgain(): Promise<void> {
    return this.gate.openAgain();
  }

  /** How often somebody tried to connect while it was down. */
  get turnedAway(): number {
    return this.gate.turnedAway;
  }

  /** Events that were handed to gRPC, of all reads and subscriptions. */
  get eventsSent(): number {
    return this.reading.sent;
  }

  /** Those of them that went to subscriptions. */
  get eventsSentToSubscribers(): number {
    return this.reading.sentToSubscribers;
  }

  /** Subscriptions that are open. */
  get subscriptions(): number {
    return this.reading.subscriptions;
  }

  /** Subscriptions that ever began, those that are over among them. */
  get subscribed(): number {
    return this.reading.subscribed;
  }

  /** Ends every subscription that is open. */
  endSubscriptions(how: SubscriptionEnd): void {
    this.reading.endSubscriptions(how);
  }

  /** As a 23.10 server drops one that falls 32 events behind. */
  dropSlowSubscriptions(): void {
    this.endSubscriptions({ code: status.ABORTED, details: 'Operation timed out: Consumer too slow to handle event' });
  }

  async stop(): Promise<void> {
    this.faults.unfreeze();
    this.endSubscriptions('no_error');
    await this.gate.close();
    this.server.forceShutdown();
  }

  private serve(): void {
    this.server.addService(streamsService.StreamsService, {
      read: (call: ServerWritableStream<streams.ReadReq, streams.ReadResp>) => {
        this.reads++;
        this.remember(call.metadata);
        void this.reading.serve(call);
      },
      append: (
        call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
        answer: sendUnaryData<streams.AppendResp>,
      ) => this.takePlainAppend(call, answer),
      batchAppend: (call: BatchCall) => this.takeBatchAppends(call),
      delete: (
        call: ServerUnaryCall<streams.DeleteReq, streams.DeleteResp>,
        answer: sendUnaryData<streams.DeleteResp>,
      ) => {
        this.store.softDelete(nameOf(call.request.getOptions()?.getStreamIdentifier()));
        answer(null, new streams.DeleteResp());
      },
      tombstone: (
        call: ServerUnaryCall<streams.TombstoneReq, streams.TombstoneResp>,
        answer: sendUnaryData<streams.TombstoneResp>,
      ) => {
        this.store.tombstone(nameOf(call.request.getOptions()?.getStreamIdentifier()));
        answer(null, new streams.TombstoneResp());
      },
    });
    this.server.addService(featuresService.ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, answer: sendUnaryData<features.SupportedMethods>) => {
        void this.faults.awake().then(() => answer(null, this.supportedMethods()));
      },
    });
    this.server.addService(gossipService.GossipService, {
      read: (_call: unknown, answer: sendUnaryData<gossip.ClusterInfo>) => {
        void this.faults.awake().then(() => answer(null, this.members()));
      },
    });
  }

  private supportedMethods(): features.SupportedMethods {
    const methods = ['append', 'batchappend', 'delete', 'read', 'tombstone'].map((name) =>
      new features.SupportedMethod().setServiceName('event_store.client.streams.streams').setMethodName(name),
    );
    return new features.SupportedMethods().setEventStoreServerVersion(this.version).setMethodsList(methods);
  }

  private members(): gossip.ClusterInfo {
    const member = new gossip.MemberInfo()
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setTimeStamp('0')
      .setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(this.port));
    return new gossip.ClusterInfo().setMembersList([member]);
  }

  private takePlainAppend(
    call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
    answer: sendUnaryData<streams.AppendResp>,
  ): void {
    let options: streams.AppendReq.Options | undefined;
    const records: ProposedRecord[] = [];
    call.on('data', (request: streams.AppendReq) => {
      options ??= request.getOptions();
      const proposed = request.getProposedMessage();
      if (proposed) records.push(proposedRecord(proposed));
    });
    call.on('error', () => undefined);
    call.on('end', () => {
      const stream = nameOf(options?.getStreamIdentifier());
      const expected = options ? expectedOfAppend(options) : 'any';
      void this.decided(stream, expected, records).then((verdict) => {
        const response = plainAnswer(expected, verdict);
        if (response) answer(null, response);
        else answer(verdict.kind === 'deleted' ? deletedFailure(stream) : tooLargeFailure());
      });
    });
  }

  private async decided(
    stream: string,
    expected: Expected,
    records: readonly ProposedRecord[],
  ): Promise<Verdict> {
    await this.faults.awake();
    return this.store.append(stream, expected, records);
  }

  private remember(metadata: Metadata): void {
    for (const value of metadata.get('authorization')) this.callers.add(value.toString());
  }

  private takeBatchAppends(call: BatchCall): void {
    this.batchCalls++;
    this.remember(call.metadata);
    const unfinished = new Map<string, Unfinished>();
    call.on('data', (request: streams.BatchAppendReq) => {
      const correlation = request.getCorrelationId();
      const id = correlation?.getString() ?? '';
      const options = request.getOptions();
      if (options) {
        const stream = nameOf(options.getStreamIdentifier());
        unfinished.set(id, { stream, expected: expectedOfBatch(options), records: [] });
      }
      const append = unfinished.get(id);
      if (!append) return;
      append.records.push(...request.getProposedMessagesList().map(proposedRecord));
      if (!request.getIsFinal()) return;
      unfinished.delete(id);
      this.batchAppends.push(id);
      void this.answerBatch(call, correlation, append, this.faults.next());
    });
    call.on('error', () => undefined);
    call.on('end', () => call.end());
  }

  private async answerBatch(
    call: BatchCall,
    correlation: shared.UUID | undefined,
    { stream, expected, records }: Unfinished,
    mishap: Mishap | undefined,
  ): Promise<void> {
    await this.faults.awake();
    if (mishap && !mishap.written) {
      this.goWrong(call, correlation, stream, mishap);
      return;
    }
    const verdict = this.store.append(stream, expected, records);
    await this.faults.awake();
    if (mishap && mishap.how !== 'twice') {
      this.goWrong(call, correlation, stream, mishap);
      return;
    }
    const answer = batchAnswer(correlation, stream, expected, verdict);
    call.write(answer);
    if (mishap) call.write(answer);
  }

  private goWrong(call: BatchCall, correlation: shared.UUID | undefined, stream: string, { how }: Mishap): void {
    switch (how) {
      case 'cut':
        this.gate.cut();
        return;
      case 'broken':
        call.emit('error', failure(status.INTERNAL, 'Received RST_STREAM with code 2 (Internal server error)'));
        return;
      case 'unavailable':
        call.emit('error', failure(status.UNAVAILABLE, 'Server Is Too Busy'));
        return;
      case 'not_ready':
      case 'timeout':
      case 'unknown':
        call.write(batchRefusal(correlation, stream, how));
        return;
      case 'silent':
      case 'twice':
        return;
    }
  }
}

function tellsCaughtUp(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 23 || (major === 23 && minor >= 10);
}
