import { stringify } from 'csv-stringify/sync';
import type { ActivationRow } from '../../store/activationRows.ts';
import type { SerialRow } from '../../store/serialRows.ts';

/** Separates features within a field: no feature holds one. */
export const FEATURE_SEPARATOR = ';';

type Cell = string | number | null;

/**
 * Rows as a table by RFC 4180, UTF-8. A spreadsheet would calculate what begins like a formula, and a customer chose the
 * name of the holder: such text gets an apostrophe in front.
 */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}

const activationColumns = {
  licenseId: ({ licenseId }) => licenseId,
  requestId: ({ requestId }) => requestId,
  checkPhrase: ({ checkPhrase }) => checkPhrase,
  machine: ({ machine }) => machine,
  licenseType: ({ licenseType }) => licenseType,
  holder: ({ holder }) => holder,
  serialMasked: ({ serialMasked }) => serialMasked,
  serialId: ({ serialId }) => serialId,
  issuedAt: ({ issuedAt }) => issuedAt,
  stopDate: ({ stopDate }) => stopDate,
  seatId: ({ seatId }) => seatId,
  flaggedAt: ({ flaggedAt }) => flaggedAt,
  releasedAt: ({ releasedAt }) => releasedAt,
  releaseReason: ({ releaseReason }) => releaseReason,
  reissueOf: ({ reissueOf }) => reissueOf,
} as const satisfies Record<string, (row: ActivationRow) => Cell>;

const serialColumns = {
  serialId: ({ serialId }) => serialId,
  masked: ({ masked }) => masked,
  product: ({ product }) => product,
  licenseType: ({ licenseType }) => licenseType,
  seats: ({ seats }) => seats,
  seatsTaken: ({ seatsTaken }) => seatsTaken,
  termDays: ({ termDays }) => termDays,
  features: ({ features }) => features.join(FEATURE_SEPARATOR),
  createdAt: ({ createdAt }) => createdAt,
  expiresAt: ({ expiresAt }) => expiresAt,
  blockedAt: ({ blockedAt }) => blockedAt,
  holder: ({ holder }) => holder,
  note: ({ note }) => note,
} as const satisfies Record<string, (row: SerialRow) => Cell>;

/** @returns the table in pieces, the names of its columns first */
export function activationsAsCsv(rows: AsyncIterable<ActivationRow>): AsyncGenerator<string> {
  return asCsv(rows, activationColumns);
}

/** @returns the table in pieces, the names of its columns first */
export function serialsAsCsv(rows: AsyncIterable<SerialRow>): AsyncGenerator<string> {
  return asCsv(rows, serialColumns);
}

/** Rows in one piece: a row a piece would be slow. */
const ROWS_A_PIECE = 200;

async function* asCsv<Row>(
  rows: AsyncIterable<Row>,
  columns: Readonly<Record<string, (row: Row) => Cell>>,
): AsyncGenerator<string> {
  let piece: Cell[][] = [Object.keys(columns)];
  for await (const row of rows) {
    piece.push(Object.values(columns).map((cell) => cell(row)));
    if (piece.length < ROWS_A_PIECE) continue;
    yield csvLines(piece);
    piece = [];
  }
  if (piece.length > 0) yield csvLines(piece);
}
