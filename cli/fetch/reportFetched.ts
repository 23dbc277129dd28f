import type { LicenseRequest } from '../../src/documents/request.ts';
import { explain } from '../explain.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { lineFor, type OrderLine } from '../issue/orders.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import type { FoundDocument } from '../vendor/foundDocuments.ts';
import { vendorTexts } from '../vendor/texts.ts';
import type { FetchResult } from './fetchLicenses.ts';

interface Reported {
  readonly found: readonly FoundDocument<LicenseRequest>[];
  readonly lines: readonly OrderLine[];
  readonly json: boolean;
}

const outcomes = { fetched: 'fetched', 'there-already': 'there already' } as const;

/**
 * Prints what became of each request, and the reasons on standard error.
 *
 * @returns how many lines of the table no request is for
 */
export function reportFetched(
  results: readonly FetchResult[],
  { found, lines, json }: Reported,
  { stdout, stderr }: CommandEnvironment,
): number {
  const used = new Set(found.flatMap((each) => ('refusal' in each ? [] : lineFor(lines, each.place, each.content))));
  const unused = lines.filter((line) => !used.has(line));
  for (const { place, refusal } of results) {
    if (refusal) stderr.write(`${place}: ${explain(refusal, 'user').line}\n`);
  }
  for (const { line } of unused) stderr.write(vendorTexts.lineUnused(line));
  if (json) {
    const listed = results.map(({ refusal, ...result }) => ({
      ...result,
      ...(refusal && { code: refusal.code, details: refusal.details }),
    }));
    stdout.write(`${printableJson({ results: listed, unusedLines: unused.map(({ line }) => line) }, 2)}\n`);
    return unused.length;
  }
  const rows = results.map(({ place, machine, licenseType, outcome, refusal, file }) => [
    ...[place, machine, licenseType],
    ...[refusal?.code ?? (outcome === 'refused' ? '' : outcomes[outcome]), file ?? ''],
  ]);
  stdout.write(tableOf([vendorTexts.batchColumns, ...rows]));
  return unused.length;
}
