import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import {
  AppendOutcomeUnknown,
  AppendTooLarge,
  type ExpectedRevision,
  LogUnavailable,
  NO_STREAM,
  type Position,
  RevisionConflict,
  type RosterError,
  type StoredEvent,
} from '#libs/event-sourcing';
import { StreamTombstoned } from './errors.js';
import { dataOf, metadataOf } from './event-json.js';
import { toPosition } from './position.js';

export type AppendRequest = streams.BatchAppendReq;
export type AppendAnswer = streams.BatchAppendResp;

/** Of the two messages without content the stubs want Google's, which is the same on the wire. */
const Empty: new () => NonNullable<ReturnType<streams.BatchAppendReq.Options['getNoStream']>> = shared.Empty;

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly StoredEvent[];
}

export interface Written {
  readonly revision: number;
  /** Of one of the events: of the only one, where it was one. */
  readonly position: Position | undefined;
}

/** Messages of the server that come before it has looked at an append. */
const NOT_HANDLED = ['Server Is Not Ready', 'Server Is Busy', 'No leader info available in response'];

/** An append in one message; it has at most 1 MiB. */
export function appendRequest(correlationId: string, { stream, expected, events }: Append): AppendRequest {
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)));
  if (expected === NO_STREAM) options.setNoStream(new Empty());
  else options.setStreamPosition(`${expected}`);
  return new streams.BatchAppendReq()
    .setCorrelationId(new shared.UUID().setString(correlationId))
    .setOptions(options)
    .setProposedMessagesList(events.map(proposed))
    .setIsFinal(true);
}

function proposed(event: StoredEvent): streams.BatchAppendReq.ProposedMessage {
  const message = new streams.BatchAppendReq.ProposedMessage()
    .setId(new shared.UUID().setString(event.id))
    .setData(Buffer.from(dataOf(event)))
    .setCustomMetadata(Buffer.from(metadataOf(event)));
  message.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
  return message;
}

/** To which append an answer belongs. */
export function correlationOf(answer: AppendAnswer): string {
  const id = answer.getCorrelationId();
  if (!id?.hasStructured()) return id?.getString() ?? '';
  const { mostSignificantBits, leastSignificantBits } = id.toObject().structured ?? {};
  const hex = [mostSignificantBits, leastSignificantBits].map((bits) => hexOf(bits ?? '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function hexOf(bits: string): string {
  return BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
}

/** @throws RosterError what the server says of an append that it does not confirm */
export function writtenBy(answer: AppendAnswer, append: Append): Written {
  const success = answer.getSuccess();
  if (!success) throw refusalIn(answer, append);
  const position = success.getPosition();
  return {
    revision: Number(success.getCurrentRevision()),
    position: position && toPosition(position.getCommitPosition()),
  };
}

function refusalIn(answer: AppendAnswer, { stream, expected }: Append): RosterError {
  const error = answer.getError();
  const details = error?.getDetails();
  const type = details?.getTypeName();
  switch (type) {
    case 'event_store.client.WrongExpectedVersion': {
      const versions = details?.unpack((bytes) => shared.WrongExpectedVersion.deserializeBinary(bytes), type);
      const known = versions?.hasCurrentStreamRevision() === true;
      return new RevisionConflict(stream, expected, known ? Number(versions.getCurrentStreamRevision()) : NO_STREAM);
    }
    case 'event_store.client.MaximumAppendSizeExceeded':
      return new AppendTooLarge();
    case 'event_store.client.StreamDeleted':
      return new StreamTombstoned(stream);
    case 'event_store.client.AccessDenied':
      return new LogUnavailable('EventStoreDB refuses access. Nothing was changed.');
    case 'event_store.client.BadRequest':
      return new LogUnavailable('EventStoreDB does not take the append. Nothing was changed.', new Error(type));
    default:
      return unexplained(error?.getMessage() ?? '');
  }
}

/** Time-outs of the server, and what it has no name for: the append may still be on its way through the cluster. */
function unexplained(message: string): RosterError {
  const cause = new Error(message);
  return NOT_HANDLED.includes(message) ? new LogUnavailable(undefined, cause) : new AppendOutcomeUnknown(cause);
}
