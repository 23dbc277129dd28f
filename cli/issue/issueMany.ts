import type { DataFolder } from '../../server/dataFolder.ts';
import { checkAgainst } from '../../server/http/readBody.ts';
import { type Activations, createActivations } from '../../server/licensing/activations.ts';
import { type Products, productOfDocument } from '../../server/licensing/products.ts';
import type { ProductFolder } from '../../server/productFolder.ts';
import { OrderSchema } from '../../src/contract/calls/order.ts';
import { machineId } from '../../src/documents/machineId.ts';
import type { LicenseRequest } from '../../src/documents/request.ts';
import { Refusal } from '../../src/refusal.ts';
import { exitCodes } from '../command.ts';
import { CommandError } from '../errors.ts';
import { explain } from '../explain.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { ensureStore, withStore } from '../openStore.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import type { FoundDocument } from '../vendor/foundDocuments.ts';
import { actor } from '../vendor/openVendor.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { readVendorFile } from '../vendorFile.ts';
import { licenseNames, makeLicenseFolder, writeLicenseFile } from './licenseFiles.ts';
import { lineFor, type Ordered, type OrderLine } from './orders.ts';

/** Answers many requests: one file a request, named like it. */
export interface ManyRequests {
  readonly found: readonly FoundDocument<LicenseRequest>[];
  /** What is ordered where the table says nothing. */
  readonly ordered: Ordered;
  readonly lines: readonly OrderLine[];
  readonly output: string;
  readonly json: boolean;
}

/** Everything that answers requests. */
export interface Desk {
  readonly folder: DataFolder;
  readonly products: Products;
  readonly folders: ReadonlyMap<string, ProductFolder>;
}

/** What became of a request. */
interface BatchResult {
  readonly place: string;
  readonly machine: string;
  readonly licenseType: string;
  readonly outcome: 'issued' | 'already-issued' | 'refused';
  readonly file?: string;
  readonly refusal?: Refusal | CommandError;
}

/** @returns exit code: refused when a request, a file or a line of the table could not be taken */
export async function issueMany(batch: ManyRequests, desk: Desk, environment: CommandEnvironment): Promise<number> {
  makeLicenseFolder(batch.output);
  await ensureStore(desk.folder, environment);
  const results = await withStore(desk.folder, environment, async ({ writer }) => {
    const activations = createActivations({ products: desk.products, writer, actor, now: environment.now });
    const all: BatchResult[] = [];
    // In their order, so that who comes first gets the last seat.
    for (const found of batch.found) all.push(await answer(found, { batch, desk, activations, environment }));
    return all;
  });
  const used = new Set(
    batch.found.flatMap((each) => ('refusal' in each ? [] : lineFor(batch.lines, each.place, each.content))),
  );
  const unused = batch.lines.filter((line) => !used.has(line));
  report(results, unused, batch.json, environment);
  const isDone = unused.length === 0 && results.every(({ outcome }) => outcome !== 'refused');
  return isDone ? exitCodes.success : exitCodes.refused;
}

interface Answering {
  readonly batch: ManyRequests;
  readonly desk: Desk;
  readonly activations: Activations;
  readonly environment: CommandEnvironment;
}

async function answer(
  found: FoundDocument<LicenseRequest>,
  { batch, desk, activations, environment }: Answering,
): Promise<BatchResult> {
  const { place } = found;
  if ('refusal' in found) {
    return { ...{ place, machine: '', licenseType: '' }, outcome: 'refused', refusal: found.refusal };
  }
  const { installationKey } = found.content;
  const ordered = { ...batch.ordered, ...lineFor(batch.lines, place, found.content) };
  const { line: _, request: __, ...order } = ordered as Ordered & Partial<OrderLine>;
  const known = {
    place,
    machine: machineId(installationKey),
    licenseType: order.licenseType ?? '',
  };
  try {
    if (order.licenseType === undefined) throw new CommandError('order-missing', {});
    const product = productOfDocument(desk.folders, found.content);
    const request = new TextDecoder().decode(found.file);
    const { outcome, file } = await activations.activate(checkAgainst(OrderSchema, { ...order, request }));
    const ending = readVendorFile(product).fileEndings.license;
    const isAlone = place !== '-' && batch.found.filter((each) => each.place === place).length === 1;
    const names = licenseNames(isAlone ? place : null, known.machine, ending);
    return { ...known, outcome, file: await writeLicenseFile(batch.output, names, file, environment.stdout) };
  } catch (error) {
    if (error instanceof Refusal || error instanceof CommandError)
      return { ...known, outcome: 'refused', refusal: error };
    throw error;
  }
}

function report(
  results: readonly BatchResult[],
  unused: readonly OrderLine[],
  json: boolean,
  { stdout, stderr }: CommandEnvironment,
): void {
  const reasons = results.flatMap(({ place, refusal }) =>
    refusal ? `${place}: ${explain(refusal, 'vendor').line}\n` : [],
  );
  const missing = unused.map(({ line }) => vendorTexts.lineUnused(line));
  for (const text of [...reasons, ...missing]) stderr.write(text);
  if (json) {
    const listed = results.map(({ refusal, ...result }) => ({
      ...result,
      ...(refusal && { code: refusal.code, details: refusal.details }),
    }));
    stdout.write(`${printableJson({ results: listed, unusedLines: unused.map(({ line }) => line) }, 2)}\n`);
    return;
  }
  const rows = results.map((result) => [
    ...[result.place, result.machine, result.licenseType],
    ...[result.refusal?.code ?? vendorTexts.issueOutcomes[result.outcome], result.file ?? ''],
  ]);
  stdout.write(tableOf([vendorTexts.batchColumns, ...rows]));
}
