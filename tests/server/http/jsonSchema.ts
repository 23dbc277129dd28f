import { Ajv2020 } from 'ajv/dist/2020.js';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly enum?: readonly unknown[];
}

/**
 * @param definitions what `#/components/schemas/NAME` refers to
 * @returns errors as `path message`; empty when the value is valid
 */
export function fitsSchema(
  value: unknown,
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
): string[] {
  // Strict mode throws for a keyword that it does not know, instead of ignoring it.
  const ajv = new Ajv2020({ allErrors: true, strict: true, keywords: ['components'] });
  const validate = ajv.compile({ ...schema, components: { schemas: definitions } });
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
