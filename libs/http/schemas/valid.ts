import { type ArgumentMetadata, Body, Param, type PipeTransform, Query } from '@nestjs/common';
import { z } from 'zod';
import { type FieldError } from '#libs/event-sourcing';
import { InvalidRequest, NotFound } from '../problems/errors.js';

const MAX_ERRORS = 100;
const MAX_PATH = 200;

/** Parses a part of the request by the schema of its parameter. Nest's own pipe cannot tell a path from a body. */
class SchemaPipe implements PipeTransform {
  transform(value: unknown, { type, schema }: ArgumentMetadata): unknown {
    const result = (schema as z.ZodType).safeParse(type === 'body' && value === undefined ? {} : value);
    if (result.success) return result.data;
    if (type === 'param') throw new NotFound();
    throw new InvalidRequest(fieldErrors(result.error));
  }
}

const schemaPipe = new SchemaPipe();

/** Parameter: the body, parsed. The schema must refuse unknown fields. No body is an empty object. */
export function ValidBody(schema: z.ZodType): ParameterDecorator {
  return Body({ schema: strict(schema), pipes: [schemaPipe] });
}

/** Parameter: the query, parsed. The schema must refuse unknown parameters; `dryRun` of a command is not among them. */
export function ValidQuery(schema: z.ZodType): ParameterDecorator {
  return Query({ schema: strict(schema), pipes: [schemaPipe] });
}

/** Parameter: the parameters in the path, parsed. What does not fit is as if it were not there: 404. */
export function ValidParams(schema: z.ZodType): ParameterDecorator {
  return Param({ schema, pipes: [schemaPipe] });
}

export function fieldErrors(error: z.ZodError): readonly FieldError[] {
  return error.issues.flatMap(fieldErrorsOf).slice(0, MAX_ERRORS);
}

function fieldErrorsOf(issue: z.core.$ZodIssue): readonly FieldError[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: issue.message }];
  const unknown = issue.keys.slice(0, MAX_ERRORS);
  return unknown.map((key) => ({ path: pathOf([...issue.path, key]), message: 'Unknown field' }));
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, MAX_PATH);
}

function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject && !(schema.def.catchall instanceof z.ZodNever)) {
    throw new Error('The schema of a request must be a z.strictObject: unknown fields are refused.');
  }
  return schema;
}
