import type { Context } from 'hono';
import { contractLimits } from '../../../../src/contract/limits.ts';
import { Refusal } from '../../../../src/refusal.ts';
import { type ImportFault, importSerials } from '../../../licensing/administration/importSerials.ts';
import type { SaleParts } from '../../../licensing/administration/parts.ts';
import { decodeTable } from '../../../licensing/administration/readTable.ts';
import { changeSerials } from '../../../licensing/administration/serialChanges/changeSerials.ts';
import { readChangeTable } from '../../../licensing/administration/serialChanges/changeTable.ts';
import { readSerialTable } from '../../../licensing/administration/serialTable.ts';
import type { AppEnvironment } from '../../callContext.ts';
import { bytesOf } from '../../mountOperations.ts';
import { plain, problemOf, problemResponse } from '../../problem.ts';

/** Imports a table of serial numbers, all lines or none; the answer to a refused one lists what is wrong by line. */
export async function importTable(c: Context<AppEnvironment>, parts: SaleParts): Promise<Response> {
  const lines = readSerialTable(decodeTable(await bytesOf(c)));
  const result = await importSerials(parts, lines);
  if (result.outcome === 'imported') return c.json({ added: result.added, known: result.known });
  return refuseLines(c, result.faults);
}

/** Changes serial numbers by a table, in the same way. */
export async function changeByTable(c: Context<AppEnvironment>, parts: SaleParts): Promise<Response> {
  const { lines, faults } = readChangeTable(decodeTable(await bytesOf(c)), parts);
  if (faults.length > 0) return refuseLines(c, faults);
  const result = await changeSerials(parts, lines);
  if (result.outcome === 'changed') return c.json({ changed: result.applied.length, same: result.same });
  return refuseLines(c, result.faults);
}

function refuseLines(c: Context<AppEnvironment>, faults: readonly ImportFault[]): Response {
  const [first] = faults;
  if (first === undefined) throw new Error('an import was refused without a reason');
  const problem = problemOf(new Refusal(first.code, { ...first.details, line: first.line }), c.req.path);
  c.set('code', first.code);
  const errors = faults
    .slice(0, contractLimits.importErrors)
    .map(({ line, code, details }) => ({ line, code, details: plain(details) }));
  return problemResponse({ ...problem, errors });
}
