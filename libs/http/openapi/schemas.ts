import { z } from 'zod';

export type JsonSchema = Record<string, unknown>;

/** What is sent to us, or what we answer: they differ where a field has a default. */
type Direction = 'input' | 'output';

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** Turns schemas into JSON Schema; those with a name of their own (`.meta({ id })`) become components. */
export class Schemas {
  readonly components: Record<string, JsonSchema> = {};

  of(schema: z.ZodType, io: Direction): JsonSchema {
    // As an item of a list, the schema itself becomes a component too where it has a name.
    const listed = z.toJSONSchema(z.array(schema), { io, unrepresentable: 'any', override: withoutNoise });
    const names = this.register(listed.$defs ?? {}, io);
    return renamed(listed.items as JsonSchema, names);
  }

  /** The properties of the schema of an object that is sent to us. */
  propertiesOf(schema: z.ZodType): readonly Property[] {
    const json = this.of(schema, 'input');
    const required = new Set((json['required'] ?? []) as readonly string[]);
    const properties = Object.entries((json['properties'] ?? {}) as Record<string, JsonSchema>);
    return properties.map(([name, property]) => ({ name, required: required.has(name), schema: property }));
  }

  private register(definitions: Readonly<Record<string, JsonSchema>>, io: Direction): ReadonlyMap<string, string> {
    const entries = Object.entries(definitions);
    const names = new Map(entries.map(([name, definition]) => [name, this.nameFor(name, definition, io)]));
    for (const [name, definition] of Object.entries(definitions)) {
      this.components[names.get(name) ?? name] = renamed(definition, names);
    }
    return names;
  }

  private nameFor(name: string, definition: JsonSchema, io: Direction): string {
    const known = this.components[name];
    if (known === undefined || JSON.stringify(known) === JSON.stringify(renamed(definition, new Map()))) return name;
    return `${name}${io === 'input' ? 'Input' : 'Output'}`;
  }
}

/** Patterns that say no more than the format beside them. */
function withoutNoise({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === 'uuid' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
}

function renamed(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const parts = Object.entries(value);
    return Object.fromEntries(parts.map(([key, part]) => [key, key === '$ref' ? reference(part) : walk(part)]));
  };
  const reference = (target: unknown): string => {
    const name = String(target).replace('#/$defs/', '');
    return `#/components/schemas/${names.get(name) ?? name}`;
  };
  return walk(schema) as JsonSchema;
}
