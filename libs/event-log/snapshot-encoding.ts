import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { type Snapshot } from '#libs/event-sourcing';

// Checksum of what follows (4 bytes), revision (8 bytes), then the snapshot by structured clone.
const REVISION_AT = 4;
const BODY_AT = 12;

export function packSnapshot(snapshot: Snapshot): Uint8Array {
  const body = serialize(snapshot);
  const packed = Buffer.allocUnsafe(BODY_AT + body.length);
  packed.writeDoubleBE(snapshot.revision, REVISION_AT);
  body.copy(packed, BODY_AT);
  packed.writeUInt32BE(crc32(packed.subarray(REVISION_AT)), 0);
  return packed;
}

/** Undefined where the bytes are not what was packed. */
export function unpackSnapshot(bytes: Uint8Array): Snapshot | undefined {
  const packed = sound(bytes);
  if (!packed) return undefined;
  try {
    return deserialize(packed.subarray(BODY_AT)) as Snapshot;
  } catch {
    // Written by a later version of V8.
    return undefined;
  }
}

/** The revision without unpacking the state. Undefined where the bytes are not what was packed. */
export function packedRevision(bytes: Uint8Array): number | undefined {
  return sound(bytes)?.readDoubleBE(REVISION_AT);
}

function sound(bytes: Uint8Array): Buffer | undefined {
  if (bytes.length <= BODY_AT) return undefined;
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return crc32(packed.subarray(REVISION_AT)) === packed.readUInt32BE(0) ? packed : undefined;
}
