import { randomUUID } from 'node:crypto';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { type ServerWritableStream, status } from '@grpc/grpc-js';
import { type Faults, type SubscriptionEnd } from './faults.js';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  deletedFailure,
  eventMessage,
  failure,
  nameOf,
  notFoundMessage,
  notLeaderFailure,
} from './messages.js';
import { type StoredRecord, StreamIsDeleted, type StreamStore } from './stream-store.js';

type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
type Options = streams.ReadReq.Options;

const PAGE = 100;
const BEFORE_ALL = -1;
const SEARCH_WINDOW = 32;

interface Subscriber {
  wake: () => void;
  end: SubscriptionEnd | undefined;
}

/** Answers reads of one stream and of all, and subscriptions to all. */
export class Reading {
  /** Events that were handed to gRPC. */
  sent = 0;
  /** Those of them that went to subscriptions. */
  sentToSubscribers = 0;
  /** Subscriptions that ever began. */
  subscribed = 0;
  private readonly subscribers = new Set<Subscriber>();

  /** @param port where clients find the server */
  constructor(
    private readonly store: StreamStore,
    private readonly faults: Faults,
    private readonly tellsCaughtUp: boolean,
    private readonly port: number,
  ) {}

  get subscriptions(): number {
    return this.subscribers.size;
  }

  endSubscriptions(how: SubscriptionEnd): void {
    for (const subscriber of this.subscribers) {
      subscriber.end = how;
      subscriber.wake();
    }
  }

  async serve(call: ReadCall): Promise<void> {
    const options = call.request.getOptions();
    call.on('error', () => undefined);
    await this.faults.awake();
    // Whoever asked has gone while the server was frozen.
    if (call.cancelled) return;
    try {
      if (!options) throw failure(status.INVALID_ARGUMENT, 'No options');
      const mishap = this.faults.nextRead();
      if (mishap === 'unavailable') throw failure(status.UNAVAILABLE, 'Server Is Not Ready');
      if (mishap === 'not_leader') throw notLeaderFailure(this.port);
      if (options.hasStream()) await this.readStream(call, options);
      else if (options.hasSubscription()) await this.subscribe(call, options);
      else await this.readAll(call, options);
      call.end();
    } catch (error) {
      call.emit('error', error instanceof StreamIsDeleted ? deletedFailure(error.stream) : error);
    }
  }

  private async readStream(call: ReadCall, options: Options): Promise<void> {
    const place = options.getStream();
    const stream = nameOf(place?.getStreamIdentifier());
    const records = this.store.read(stream);
    if (!records) return this.send(call, notFoundMessage(stream));
    const revision = Number(place?.getRevision() ?? 0);
    const forwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.FORWARDS;
    const wanted = forwards
      ? records.filter((record) => place?.hasStart() === true || record.revision >= revision)
      : records.filter((record) => place?.hasEnd() === true || record.revision <= revision).reverse();
    await this.sendAll(call, wanted.slice(0, Number(options.getCount())));
  }

  private async readAll(call: ReadCall, options: Options): Promise<void> {
    const count = Number(options.getCount());
    const forwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.FORWARDS;
    const position = positionOf(options);
    await this.sendAll(call, forwards ? this.store.from(position, count) : this.store.before(position, count));
  }

  private async subscribe(call: ReadCall, options: Options): Promise<void> {
    const subscriber: Subscriber = { wake: () => undefined, end: undefined };
    const cancelled = (): void => {
      subscriber.end ??= 'no_error';
      subscriber.wake();
    };
    call.on('cancelled', cancelled);
    this.subscribers.add(subscriber);
    this.subscribed++;
    const unwatch = this.store.watch(() => subscriber.wake());
    try {
      await this.send(call, confirmationMessage(randomUUID()));
      await this.follow(call, options, subscriber);
    } finally {
      this.subscribers.delete(subscriber);
      unwatch();
    }
    if (subscriber.end && subscriber.end !== 'no_error') throw failure(subscriber.end.code, subscriber.end.details);
  }

  private async follow(call: ReadCall, options: Options, subscriber: Subscriber): Promise<void> {
    const matches = filterOf(options);
    const interval = SEARCH_WINDOW * Math.max(1, options.getFilter()?.getCheckpointintervalmultiplier() ?? 1);
    let after = options.getAll()?.hasStart() === true ? BEFORE_ALL : positionOf(options);
    let live = false;
    let passed = 0;
    while (!subscriber.end) {
      const changed = new Promise<void>((resolve) => (subscriber.wake = resolve));
      const page = this.store.from(after + 1, PAGE);
      for (const record of page) {
        if (matches(record)) {
          this.sentToSubscribers++;
          await this.send(call, eventMessage(record));
        }
        after = record.position;
        if (options.hasFilter() && ++passed % interval === 0) await this.send(call, checkpointMessage(after));
      }
      if (page.length > 0) continue;
      if (!live && this.tellsCaughtUp) await this.send(call, caughtUpMessage());
      live = true;
      await changed;
    }
  }

  private async sendAll(call: ReadCall, records: readonly StoredRecord[]): Promise<void> {
    for (const record of records) await this.send(call, eventMessage(record));
  }

  /** Waits where the other side does not take it in. */
  private async send(call: ReadCall, message: streams.ReadResp): Promise<void> {
    await this.faults.awake();
    if (call.cancelled || call.destroyed) return;
    if (message.hasEvent()) this.sent++;
    if (call.write(message)) return;
    await new Promise<void>((resolve) => {
      call.once('drain', resolve);
      call.once('close', resolve);
      call.once('cancelled', resolve);
    });
  }
}

function positionOf(options: Options): number {
  const all = options.getAll();
  if (all?.hasStart()) return 0;
  if (all?.hasEnd()) return Infinity;
  return Number(all?.getPosition()?.getCommitPosition() ?? 0);
}

function filterOf(options: Options): (record: StoredRecord) => boolean {
  const filter = options.getFilter();
  const byStream = filter?.getStreamIdentifier();
  const expression = byStream ?? filter?.getEventType();
  if (!expression) return () => true;
  const subject = (record: StoredRecord): string => (byStream ? record.stream : record.type);
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (record) => prefixes.some((prefix) => subject(record).startsWith(prefix));
  const pattern = new RegExp(expression.getRegex(), 'u');
  return (record) => pattern.test(subject(record));
}
