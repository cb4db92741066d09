import codePackage from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusPackage from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import anyPackage from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPackage from 'google-protobuf/google/protobuf/empty_pb.js';
import {
  type Expected,
  MAX_APPEND_BYTES,
  type ProposedRecord,
  type StoredRecord,
  type Verdict,
} from './stream-store.js';

const { AppendResp, BatchAppendResp, ReadResp } = streams;
const NOTHING = -1;

interface Proposed {
  getId(): shared.UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

export function proposedRecord(message: Proposed): ProposedRecord {
  return {
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function nameOf(identifier: shared.StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

function identifierOf(stream: string): shared.StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));
}

export function expectedOfBatch(options: streams.BatchAppendReq.Options): Expected {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

export function expectedOfAppend(options: streams.AppendReq.Options): Expected {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasNoStream()) return 'no_stream';
  return options.hasStreamExists() ? 'stream_exists' : 'any';
}

export function eventMessage(record: StoredRecord): streams.ReadResp {
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(record.id))
    .setStreamIdentifier(identifierOf(record.stream))
    .setStreamRevision(`${record.revision}`)
    .setCommitPosition(`${record.position}`)
    .setPreparePosition(`${record.position}`)
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  const about = recorded.getMetadataMap();
  about.set('type', record.type);
  about.set('content-type', record.contentType);
  about.set('created', record.created);
  return new ReadResp().setEvent(
    new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(`${record.position}`),
  );
}

export function notFoundMessage(stream: string): streams.ReadResp {
  return new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(stream)));
}

export function confirmationMessage(id: string): streams.ReadResp {
  return new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));
}

export function caughtUpMessage(): streams.ReadResp {
  return new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
}

export function checkpointMessage(position: number): streams.ReadResp {
  return new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint().setCommitPosition(`${position}`).setPreparePosition(`${position}`),
  );
}

/** The answer of the batch path. */
export function batchAnswer(
  correlation: shared.UUID | undefined,
  stream: string,
  expected: Expected,
  verdict: Verdict,
): streams.BatchAppendResp {
  const answer = new BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifierOf(stream));
  switch (verdict.kind) {
    case 'written':
      return answer.setSuccess(
        new BatchAppendResp.Success()
          .setCurrentRevision(`${verdict.revision}`)
          .setPosition(
            new shared.AllStreamPosition()
              .setCommitPosition(`${verdict.position}`)
              .setPreparePosition(`${verdict.position}`),
          ),
      );
    case 'conflict':
      return answer.setError(
        refusal(codePackage.Code.ALREADY_EXISTS, 'WrongExpectedVersion', wrongExpected(expected, verdict.actual)),
      );
    case 'deleted':
      return answer.setError(
        refusal(
          codePackage.Code.NOT_FOUND,
          'StreamDeleted',
          new shared.StreamDeleted().setStreamIdentifier(identifierOf(stream)),
        ),
      );
    case 'too_large':
      return answer.setError(
        refusal(
          codePackage.Code.INVALID_ARGUMENT,
          'MaximumAppendSizeExceeded',
          new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES),
        ),
      );
  }
}

/** The refusals of the batch path that say nothing about the stream. */
export function batchRefusal(
  correlation: shared.UUID | undefined,
  stream: string,
  how: 'not_ready' | 'timeout' | 'unknown',
): streams.BatchAppendResp {
  const error = {
    not_ready: () => refusal(codePackage.Code.OK, 'Server Is Not Ready', new shared.Empty(), 'google.protobuf.Empty'),
    timeout: () => refusal(codePackage.Code.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout()),
    unknown: () => refusal(codePackage.Code.UNKNOWN, 'Unknown', new shared.Unknown()),
  }[how]();
  return new BatchAppendResp().setCorrelationId(correlation).setStreamIdentifier(identifierOf(stream)).setError(error);
}

function refusal(
  code: codePackage.Code,
  message: string,
  details: { serializeBinary(): Uint8Array },
  type = `event_store.client.${message}`,
): statusPackage.Status {
  const packed = new anyPackage.Any();
  packed.pack(details.serializeBinary(), type);
  return new statusPackage.Status().setCode(code).setMessage(message).setDetails(packed);
}

function wrongExpected(expected: Expected, actual: number): shared.WrongExpectedVersion {
  const details = new shared.WrongExpectedVersion();
  if (actual === NOTHING) details.setCurrentNoStream(new emptyPackage.Empty());
  else details.setCurrentStreamRevision(`${actual}`);
  if (typeof expected === 'number') details.setExpectedStreamPosition(`${expected}`);
  else if (expected === 'no_stream') details.setExpectedNoStream(new emptyPackage.Empty());
  else if (expected === 'stream_exists') details.setExpectedStreamExists(new emptyPackage.Empty());
  else details.setExpectedAny(new emptyPackage.Empty());
  return details;
}

/** The answer of the plain path, for what is no error there. */
export function plainAnswer(expected: Expected, verdict: Verdict): streams.AppendResp | undefined {
  if (verdict.kind === 'written') {
    return new AppendResp().setSuccess(
      new AppendResp.Success()
        .setCurrentRevision(`${verdict.revision}`)
        .setPosition(
          new AppendResp.Position().setCommitPosition(`${verdict.position}`).setPreparePosition(`${verdict.position}`),
        ),
    );
  }
  if (verdict.kind !== 'conflict') return undefined;
  const details = new AppendResp.WrongExpectedVersion();
  if (verdict.actual === NOTHING) details.setCurrentNoStream(new shared.Empty());
  else details.setCurrentRevision(`${verdict.actual}`);
  if (typeof expected === 'number') details.setExpectedRevision(`${expected}`);
  else if (expected === 'no_stream') details.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream_exists') details.setExpectedStreamExists(new shared.Empty());
  else details.setExpectedAny(new shared.Empty());
  return new AppendResp().setWrongExpectedVersion(details);
}

/** An error as a server sends it: its status, and in the trailers what the client makes of it. */
export function failure(code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export function deletedFailure(stream: string): ServiceError {
  return failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

export function tooLargeFailure(): ServiceError {
  return failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_BYTES} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': `${MAX_APPEND_BYTES}`,
  });
}

export function notLeaderFailure(leaderPort: number): ServiceError {
  return failure(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': '127.0.0.1',
    'leader-endpoint-port': `${leaderPort}`,
  });
}
