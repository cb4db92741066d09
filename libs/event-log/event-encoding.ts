/** What a field of an event or of its metadata is called; not an id, an address or a domain used as a key. */
const FIELD_NAME = /^[a-z][A-Za-z]{0,39}$/;
const MAX_FIELDS = 40;

/**
 * How LMDB's msgpack encoder writes events. Names of fields are stored once for each shape and shared by all events,
 * which makes them small and quick to read. An object that is a table, keyed by ids, would make a new shape each time:
 * it is written out with its keys instead.
 */
export const EVENT_ENCODING = {
  encoding: 'msgpack',
  sharedStructuresKey: Symbol.for('structures'),
  maxSharedStructures: 2048,
  mapsAsObjects: true,
  variableMapSize: true,
  useRecords: hasFields,
} as const;

function hasFields(value: object): boolean {
  let count = 0;
  for (const key in value) {
    if (++count > MAX_FIELDS || !FIELD_NAME.test(key)) return false;
  }
  return true;
}

/** A shorter one is copied in any case. */
const SHORTEST_PART = 13;

/**
 * The value, just decoded, with strings that keep nothing else in memory. The decoder cuts them out of one long string
 * with all the text of an event: where a read model keeps one of them, it would keep that whole.
 */
export function detached<Value>(value: Value): Value {
  if (typeof value === 'string') return (value.length < SHORTEST_PART ? value : ` ${value}`.slice(1)) as Value;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const fields = value as Record<string, unknown>;
  for (const name in fields) fields[name] = detached(fields[name]);
  return value;
}
