import * as v from 'valibot';
import { ActivationPageSchema, ActivationRecordSchema, ActivationSearchSchema } from './admin/activations.ts';
import { AuditPageSchema } from './admin/audit.ts';
import { IdentitySchema } from './admin/identity.ts';
import { ImportedSchema } from './admin/imported.ts';
import { MintedSchema, MintOrderSchema } from './admin/mint.ts';
import { SeatPageSchema, SerialPageSchema, SerialRecordSchema, SerialSearchSchema } from './admin/serials.ts';
import { PublicCatalogSchema } from './catalog.ts';
import { OrderSchema } from './order.ts';
import { ProblemSchema } from './problem.ts';
import { ReturnAnswerSchema } from './returnAnswer.ts';

/** Every JSON body of the API, by its name in the OpenAPI document. */
export const wireSchemas = {
  Order: OrderSchema,
  Catalog: PublicCatalogSchema,
  ReturnAnswer: ReturnAnswerSchema,
  Problem: ProblemSchema,
  Status: v.strictObject({ status: v.picklist(['ok', 'ready']) }),
  Identity: IdentitySchema,
  ActivationSearch: ActivationSearchSchema,
  ActivationPage: ActivationPageSchema,
  ActivationRecord: ActivationRecordSchema,
  SerialSearch: SerialSearchSchema,
  SerialPage: SerialPageSchema,
  SeatPage: SeatPageSchema,
  SerialRecord: SerialRecordSchema,
  MintOrder: MintOrderSchema,
  Minted: MintedSchema,
  Imported: ImportedSchema,
  AuditPage: AuditPageSchema,
  /** For calls whose address says everything. */
  Nothing: v.strictObject({}),
} as const;

export type SchemaName = keyof typeof wireSchemas;
export type WireInput<Name extends SchemaName> = v.InferInput<(typeof wireSchemas)[Name]>;
export type WireOutput<Name extends SchemaName> = v.InferOutput<(typeof wireSchemas)[Name]>;
