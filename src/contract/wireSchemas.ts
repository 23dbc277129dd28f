import * as v from 'valibot';
import {
  ActivationPageSchema,
  ActivationRecordSchema,
  ActivationSchema,
  ActivationSearchSchema,
  HistoryEntrySchema,
  ReissueOrderSchema,
} from './admin/activations.ts';
import { AuditPageSchema, AuditRowSchema } from './admin/audit.ts';
import { IdentitySchema } from './admin/identity.ts';
import { ImportedSchema } from './admin/imported.ts';
import { MintedSchema, MintedSerialSchema, MintOrderSchema } from './admin/mint.ts';
import { SerialChangeSchema, SerialHistoryEntrySchema, SerialsChangedSchema } from './admin/serialChange.ts';
import {
  SeatPageSchema,
  SeatSchema,
  SerialPageSchema,
  SerialRecordSchema,
  SerialSchema,
  SerialSearchSchema,
} from './admin/serials.ts';
import { CodeOrderSchema, CodeReturnedSchema, CodeReturnSchema, ConfirmationCodeSchema } from './calls/codes.ts';
import {
  ComputerReleasedSchema,
  ComputerRequestSchema,
  ComputerSchema,
  ComputersRequestSchema,
  ComputersSchema,
} from './calls/computers.ts';
import { OrderSchema } from './calls/order.ts';
import { ReturnAnswerSchema, ReturnCheckSchema } from './calls/returnAnswer.ts';
import { ProductListSchema, PublicCatalogSchema } from './catalog.ts';
import { LicenseTypeSchema } from './licenseType.ts';
import { LineErrorSchema, ProblemSchema } from './problem.ts';

/** Every JSON body of the API and its parts, by its name in the OpenAPI document. */
export const wireSchemas = {
  Order: OrderSchema,
  LicenseType: LicenseTypeSchema,
  Catalog: PublicCatalogSchema,
  ProductList: ProductListSchema,
  ReturnAnswer: ReturnAnswerSchema,
  ReturnCheck: ReturnCheckSchema,
  CodeOrder: CodeOrderSchema,
  ConfirmationCode: ConfirmationCodeSchema,
  CodeReturn: CodeReturnSchema,
  CodeReturned: CodeReturnedSchema,
  ComputersRequest: ComputersRequestSchema,
  ComputerRequest: ComputerRequestSchema,
  Computer: ComputerSchema,
  Computers: ComputersSchema,
  ComputerReleased: ComputerReleasedSchema,
  Problem: ProblemSchema,
  LineError: LineErrorSchema,
  Status: v.strictObject({ status: v.picklist(['ok', 'ready']) }),
  Identity: IdentitySchema,
  ActivationSearch: ActivationSearchSchema,
  ActivationPage: ActivationPageSchema,
  Activation: ActivationSchema,
  HistoryEntry: HistoryEntrySchema,
  ActivationRecord: ActivationRecordSchema,
  ReissueOrder: ReissueOrderSchema,
  SerialSearch: SerialSearchSchema,
  SerialPage: SerialPageSchema,
  Serial: SerialSchema,
  Seat: SeatSchema,
  SeatPage: SeatPageSchema,
  SerialHistoryEntry: SerialHistoryEntrySchema,
  SerialRecord: SerialRecordSchema,
  SerialChange: SerialChangeSchema,
  SerialsChanged: SerialsChangedSchema,
  MintOrder: MintOrderSchema,
  MintedSerial: MintedSerialSchema,
  Minted: MintedSchema,
  Imported: ImportedSchema,
  AuditRow: AuditRowSchema,
  AuditPage: AuditPageSchema,
  /** For calls whose address says everything. */
  Nothing: v.strictObject({}),
} as const;

export type SchemaName = keyof typeof wireSchemas;
export type WireInput<Name extends SchemaName> = v.InferInput<(typeof wireSchemas)[Name]>;
export type WireOutput<Name extends SchemaName> = v.InferOutput<(typeof wireSchemas)[Name]>;
