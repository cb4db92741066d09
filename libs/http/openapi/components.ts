import { SESSION_COOKIE } from '../callers/session-cookie.js';
import { type JsonSchema } from './schemas.js';

/** The parts that operations share. */

export const PARAMETERS: Readonly<Record<string, JsonSchema>> = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same key and body give the first answer again, and change nothing a second time.',
    schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[\\x20-\\x7e]+$' },
  },
  RosterReason: {
    name: 'Roster-Reason',
    in: 'header',
    description: 'Why, for the history: percent-encoded UTF-8, at most 500 characters.',
    schema: { type: 'string' },
  },
  DryRun: {
    name: 'dryRun',
    in: 'query',
    description: 'Changes nothing, and answers 200 with a `DryRun` instead: the events that the command would write.',
    schema: { type: 'string', enum: ['true', 'false'] },
  },
  OnBehalfOf: {
    name: 'Roster-On-Behalf-Of',
    in: 'header',
    description: 'For services: the member for whom they act, whose capabilities then count.',
    schema: { type: 'string', format: 'uuid' },
  },
  MinPosition: {
    name: 'Roster-Min-Position',
    in: 'header',
    description: 'The `Roster-Position` of a command whose outcome the answer must show.',
    schema: { type: 'string' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The `ETag` that the change is based on.',
    schema: { type: 'string' },
  },
};

export const HEADERS: Readonly<Record<string, JsonSchema>> = {
  RosterPosition: {
    description: 'An opaque position, in one order over the whole service.',
    schema: { type: 'string' },
  },
};

export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Problem: {
    description: 'An error (RFC 9457). `code` is the stable name to go by.',
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'detail'],
    properties: {
      type: { type: 'string', format: 'uri' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string' },
      detail: { type: 'string' },
      remedy: { type: 'string', description: 'What the caller can do about it.' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['path', 'message'],
          properties: { path: { type: 'string' }, message: { type: 'string' } },
        },
      },
    },
  },
  DryRun: {
    description: 'What a command would have done.',
    type: 'object',
    required: ['dryRun', 'events', 'seatDelta'],
    properties: {
      dryRun: { const: true },
      events: {
        type: 'array',
        items: {
          type: 'object',
          required: ['type', 'stream', 'data'],
          properties: { type: { type: 'string' }, stream: { type: 'string' }, data: { type: 'object' } },
        },
      },
      seatDelta: { type: 'integer' },
    },
  },
};

export const SECURITY_SCHEMES: Readonly<Record<string, JsonSchema>> = {
  session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: "A person's session." },
  service: { type: 'http', scheme: 'bearer', description: "A service's key." },
};
