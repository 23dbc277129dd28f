import * as v from 'valibot';
import { joinBundle, splitBundle } from '../../documents/bundle.ts';
import { fileLimits } from '../../documents/fileLimits.ts';
import { plainLabel } from '../../documents/machineLabel.ts';
import { Refusal, type RefusalCode, refusalCodes } from '../../refusal.ts';
import type { CarriedReceipt, CarriedRequest, KeptRefusal } from '../records.ts';

/** Bytes of the largest export that is opened. */
export const largestExport = 8_388_608;
const format = 'keyferry-carried';
const version = 1;
/** An export says what it is at its beginning. */
const beginning = /^\s*\{\s*"format"\s*:\s*"keyferry-carried"/;

const Instant = v.pipe(v.string(), v.isoTimestamp(), v.maxLength(40));
const Line = v.pipe(v.string(), v.maxLength(200));
const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
const Position = v.pipe(v.number(), v.integer(), v.minValue(0));
const Reason = v.nullable(
  v.object({
    code: v.picklist(refusalCodes),
    details: v.record(v.string(), v.union([v.string(), v.number(), v.array(v.string())])),
  }),
);

const RequestSchema = v.object({
  request: v.nullable(Position),
  license: v.pipe(v.array(Position), v.maxLength(20)),
  name: Line,
  namedAt: v.optional(Instant),
  receivedAt: Instant,
  stage: v.picklist(['open', 'waiting', 'licensed']),
  draft: v.object({
    licenseType: v.nullable(Line),
    serialNumber: Line,
    renews: v.optional(v.object({ licenseId: Id, licenseType: Line })),
    confirmChange: v.optional(v.boolean()),
  }),
  refusal: Reason,
  deliveredAt: v.nullable(Instant),
  returnedAt: v.nullable(Instant),
});

const ReceiptSchema = v.object({
  receipt: Position,
  receivedAt: Instant,
  answer: v.nullable(
    v.object({ outcome: v.picklist(['returned', 'already-returned']), seatsLeft: v.nullable(v.number()) }),
  ),
  refusal: Reason,
});

const ExportSchema = v.object({
  format: v.literal(format),
  version: v.literal(version),
  documents: v.pipe(v.array(v.pipe(v.string(), v.maxLength(fileLimits.document))), v.maxLength(8000)),
  requests: v.pipe(v.array(RequestSchema), v.maxLength(2000)),
  receipts: v.pipe(v.array(ReceiptSchema), v.maxLength(2000)),
});

/** A carried request as an export has it; nothing in it is verified. What its documents say is read from them. */
export type ExportedRequest = Omit<CarriedRequest, 'requestId' | 'product' | 'machine'>;
/** As {@link ExportedRequest}. */
export type ExportedReceipt = Pick<CarriedReceipt, 'file' | 'receivedAt' | 'answer' | 'refusal'>;

export interface Exported {
  readonly requests: readonly ExportedRequest[];
  readonly receipts: readonly ExportedReceipt[];
}

/**
 * Writes what a device carries as one file: see `docs/integration.md`.
 *
 * @param exportedAt instant, ISO 8601 in UTC
 * @returns JSON in UTF-8
 */
export function writeExport(carried: Exported, exportedAt: string): Uint8Array {
  const documents: string[] = [];
  const positions = new Map<string, number>();
  /** The keyset behind many licenses is written once. */
  function positionOf(document: Uint8Array): number {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(document);
    const known = positions.get(text);
    if (known !== undefined) return known;
    positions.set(text, documents.length);
    return documents.push(text) - 1;
  }
  const requests = carried.requests.map(({ request, license, ...one }) => ({
    request: request.length > 0 ? positionOf(request) : null,
    license: license ? splitBundle(license).map(positionOf) : [],
    name: one.name,
    ...(one.namedAt !== undefined && { namedAt: one.namedAt }),
    receivedAt: one.receivedAt,
    stage: one.stage,
    draft: one.draft,
    refusal: one.refusal,
    deliveredAt: one.deliveredAt,
    returnedAt: one.returnedAt,
  }));
  const receipts = carried.receipts.map(({ file, receivedAt, answer, refusal }) => ({
    receipt: positionOf(file),
    receivedAt,
    answer,
    refusal,
  }));
  return new TextEncoder().encode(
    `${JSON.stringify({ format, version, exportedAt, requests, receipts, documents }, null, 1)}\n`,
  );
}

/** @returns whether bytes are an export, damaged or not */
export function isExport(bytes: Uint8Array): boolean {
  return beginning.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}

/**
 * Reads an export. Nothing in it is verified yet.
 *
 * @param bytes untrusted, for which {@link isExport} holds
 * @throws Refusal `export-too-new` with `version`; `export-damaged`
 */
export function readExport(bytes: Uint8Array): Exported {
  const data = parsed(bytes);
  const found = v.safeParse(v.object({ version: v.number() }), data);
  if (found.success && found.output.version > version) {
    throw new Refusal('export-too-new', { version: found.output.version });
  }
  const { output, success } = v.safeParse(ExportSchema, data);
  if (!success) throw new Refusal('export-damaged');
  const documents = output.documents.map((text) => new TextEncoder().encode(text));
  const documentAt = (at: number): Uint8Array => {
    const document = documents[at];
    if (!document) throw new Refusal('export-damaged');
    return document;
  };
  return {
    requests: output.requests.map(({ request, license, namedAt, ...one }) => ({
      ...one,
      name: plainLabel(one.name),
      ...(namedAt !== undefined && { namedAt }),
      draft: wholeDraft(one.draft),
      refusal: one.refusal as KeptRefusal | null,
      request: request === null ? new Uint8Array() : documentAt(request),
      license: license.length > 0 ? joinBundle(license.map(documentAt)) : null,
    })),
    receipts: output.receipts.map(({ receipt, ...one }) => ({
      ...one,
      file: documentAt(receipt),
      refusal: one.refusal as { code: RefusalCode; details: KeptRefusal['details'] } | null,
    })),
  };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Refusal('export-damaged');
  }
}

/** Leaves out what is undefined, which valibot keeps as a property. */
function wholeDraft({
  licenseType,
  serialNumber,
  renews,
  confirmChange,
}: v.InferOutput<typeof RequestSchema>['draft']): CarriedRequest['draft'] {
  return {
    licenseType,
    serialNumber,
    ...(renews && { renews }),
    ...(confirmChange !== undefined && { confirmChange }),
  };
}
