import { describe, expect, it } from '@jest/globals';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { event } from '../../../test/support/eventstoredb/events.js';
import { correlationOf } from './append-messages.js';
import { dataOf, metadataOf, type ReadRecord, recordedEvent } from './event-json.js';
import { toLogPosition, toPosition } from './position.js';

describe('an event in EventStoreDB', () => {
  const stored = event({ personal: { of: 'm-1', sealed: 'c2VhbGVk' } });
  const record: ReadRecord = {
    streamId: 'case-1',
    id: stored.id,
    type: stored.type,
    revision: 4n,
    isJson: true,
    data: JSON.parse(dataOf(stored)),
    metadata: JSON.parse(metadataOf(stored)),
    position: { commit: 1234n },
  };

  it('comes back as it was', () => {
    expect(recordedEvent(record)).toEqual({ ...stored, stream: 'case-1', revision: 4, position: 1234 });
  });

  it('may have its revision and position as numbers', () => {
    const numbers = { ...record, revision: 4, position: { commit: 1234 } } as unknown as ReadRecord;
    expect(recordedEvent(numbers)).toEqual(recordedEvent(record));
  });

  it.each<[what: string, parts: Partial<ReadRecord>]>([
    ['a stream of the server', { streamId: '$ce-case' }],
    ['metadata of a stream', { streamId: '$$case-1' }],
    ['bytes', { isJson: false, data: new Uint8Array([1]) }],
    ['text', { data: 'text' }],
    ['a list', { data: [] }],
    ['no metadata', { metadata: undefined }],
    ['metadata that are no JSON', { metadata: new Uint8Array([1]) }],
    ['metadata of others', { metadata: { $correlationId: 'a', $causationId: 'b' } }],
  ])('is none of Roster: %s', (_, parts) => {
    expect(recordedEvent({ ...record, ...parts })).toBeUndefined();
  });

  it('has a position that a number holds exactly', () => {
    for (const position of [0, 1234, Number.MAX_SAFE_INTEGER]) {
      expect(toPosition(toLogPosition(position).commit)).toBe(position);
    }
    expect(() => toPosition(2n ** 53n)).toThrow(RangeError);
    expect(() => toPosition(2n ** 64n - 1n)).toThrow(RangeError);
    expect(() => toPosition(-1)).toThrow(RangeError);
  });

  it('is known in an answer whichever way its id is written', () => {
    const id = '0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff';
    const bits = (hex: string): string => BigInt.asIntN(64, BigInt(`0x${hex}`)).toString();
    const structured = new shared.UUID.Structured()
      .setMostSignificantBits(bits('0f1e2d3c4b5a4978'))
      .setLeastSignificantBits(bits('8695a4b3c2d1e0ff'));
    for (const written of [new shared.UUID().setString(id), new shared.UUID().setStructured(structured)]) {
      expect(correlationOf(new streams.BatchAppendResp().setCorrelationId(written))).toBe(id);
    }
  });
});
