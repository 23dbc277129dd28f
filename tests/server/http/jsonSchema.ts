/** The subset of JSON Schema 2020-12 that the API's description uses; any other keyword is an error, not ignored. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly description?: string;
}

const understood = new Set([
  ...['$ref', 'type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf', 'maxLength'],
  ...['description', 'propertyNames', 'minLength', 'pattern'],
]);

/** @returns errors as `path: what`; empty when the value is valid */
export function fitsSchema(
  value: unknown,
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  path = '$',
): string[] {
  const unknown = Object.keys(schema).filter((keyword) => !understood.has(keyword));
  if (unknown.length > 0) throw new Error(`the check does not know ${unknown.join(', ')}`);
  if (schema.$ref !== undefined) {
    const target = definitions[schema.$ref.replace('#/components/schemas/', '')];
    return target === undefined ? [`${path}: no ${schema.$ref}`] : fitsSchema(value, target, definitions, path);
  }
  if (schema.anyOf !== undefined) {
    const fits = schema.anyOf.some((option) => fitsSchema(value, option, definitions, path).length === 0);
    return fits ? [] : [`${path}: fits none`];
  }
  const faults = schema.type === undefined || isOfType(value, schema.type) ? [] : [`${path}: not ${schema.type}`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) faults.push(`${path}: not among the values`);
  if (typeof value === 'string' && value.length > (schema.maxLength ?? Number.POSITIVE_INFINITY))
    faults.push(`${path}: long`);
  if (typeof value === 'string' && value.length < (schema.minLength ?? 0)) faults.push(`${path}: short`);
  if (typeof value === 'string' && !new RegExp(schema.pattern ?? '').test(value)) faults.push(`${path}: no match`);
  if (faults.length > 0) return faults;
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => fitsSchema(item, schema.items ?? {}, definitions, `${path}[${index}]`));
  }
  if (typeof value === 'object' && value !== null) return objectFaults({ ...value }, schema, definitions, path);
  return [];
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function objectFaults(
  value: Record<string, unknown>,
  schema: JsonSchema,
  definitions: Readonly<Record<string, JsonSchema>>,
  path: string,
): string[] {
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  const faults = missing.map((name) => `${path}.${name}: missing`);
  for (const [name, member] of Object.entries(value)) {
    const memberSchema = schema.properties?.[name] ?? schema.additionalProperties ?? {};
    if (memberSchema === false) faults.push(`${path}.${name}: not described`);
    else faults.push(...fitsSchema(member, memberSchema === true ? {} : memberSchema, definitions, `${path}.${name}`));
  }
  return faults;
}
