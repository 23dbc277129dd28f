import { type CodeReturns, createCodeReturns } from '../../server/licensing/byCode/codeReturns.ts';
import { createReturns, type ReturnResult } from '../../server/licensing/returns.ts';
import { productFolders } from '../../server/productFolder.ts';
import { machineId } from '../../src/documents/machineId.ts';
import { type ReturnReceipt, readReturnReceipt } from '../../src/documents/returnReceipt.ts';
import { Refusal } from '../../src/refusal.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { explain } from '../explain.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, option } from '../framework/parameters.ts';
import { file, text } from '../framework/valueTypes.ts';
import { ensureStore, withStore } from '../openStore.ts';
import { tableOf } from '../table.ts';
import { printableJson } from '../terminalText.ts';
import { readCode } from '../typed/readCode.ts';
import { type FoundDocument, findDocuments } from '../vendor/foundDocuments.ts';
import { actor, readCatalogs } from '../vendor/openVendor.ts';
import { commonOptions, databaseNote } from '../vendor/options.ts';
import { vendorTexts } from '../vendor/texts.ts';

/** What became of a receipt. */
type TakenReceipt = { readonly place: string; readonly machine: string } & (
  | ReturnResult
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
);

export const command = defineCommand({
  name: 'returns take',
  summary: 'Take return receipts without a running service.',
  description: `The rules and the store are those of the service, which may run or not. Each receipt frees the seat of its machine. You can take a receipt again: it changes nothing.

A table on standard output shows what became of each receipt, and standard error why one was refused.`,
  arguments: {
    receipt: argument({
      ...{ value: 'RECEIPT', type: file, presence: 'any' },
      help: 'Return receipt, also as an e-mail, archive or bundle; folder of them',
    }),
  },
  options: {
    code: option({
      ...{ value: 'CODE', type: text },
      help: 'Instead of a receipt: return code that the machine shows; - to type it, or for standard input',
    }),
    ...commonOptions,
  },
  notes: databaseNote,
  examples: [
    { does: 'Take all receipts in a folder', line: 'returns take inbox' },
    { does: 'Take the code that somebody reads out on the telephone', line: 'returns take --code -' },
  ],
  exits: { 0: 'every receipt was taken', 1: 'one was refused' },
  async run({ receipt: paths, code, data, json }, environment) {
    if ((code === undefined) === (paths.length === 0)) throw new UsageError(vendorTexts.codeOrReceipts);
    const returnCode = code === undefined ? null : (await readCode('return', code, environment)).join(' ');
    const found = findDocuments(paths, 'return', readReturnReceipt);
    const folder = folderFor(data, environment.variables);
    const products = readCatalogs(productFolders(folder));
    await ensureStore(folder, environment);
    const taken = await withStore(folder, environment, async ({ store, writer }) => {
      const returns = createReturns({ products, writer, now: environment.now, actor });
      const all: TakenReceipt[] = [];
      if (returnCode !== null) all.push(await takeByCode(returnCode, createCodeReturns({ products, store, returns })));
      for (const each of found) all.push(await take(each, (bytes) => returns.take(bytes)));
      return all;
    });
    report(taken, json, environment);
    return taken.some(({ outcome }) => outcome === 'refused') ? exitCodes.refused : exitCodes.success;
  },
});

async function takeByCode(returnCode: string, returns: CodeReturns): Promise<TakenReceipt> {
  const place = vendorTexts.returnCode;
  try {
    return { place, ...(await returns.take({ returnCode })) };
  } catch (error) {
    if (error instanceof Refusal) return { place, machine: '', outcome: 'refused', refusal: error };
    throw error;
  }
}

async function take(
  found: FoundDocument<ReturnReceipt>,
  returnLicense: (receipt: Uint8Array) => Promise<ReturnResult>,
): Promise<TakenReceipt> {
  const { place } = found;
  if ('refusal' in found) return { place, machine: '', outcome: 'refused', refusal: found.refusal };
  const machine = machineId(found.content.installationKey);
  try {
    return { place, machine, ...(await returnLicense(found.file)) };
  } catch (error) {
    if (error instanceof Refusal) return { place, machine, outcome: 'refused', refusal: error };
    throw error;
  }
}

function report(taken: readonly TakenReceipt[], json: boolean, { stdout, stderr }: CommandEnvironment): void {
  for (const each of taken) {
    if (each.outcome === 'refused') stderr.write(`${each.place}: ${explain(each.refusal, 'vendor').line}\n`);
  }
  if (json) {
    const results = taken.map((each) => {
      if (each.outcome !== 'refused') return each;
      const { refusal, ...receipt } = each;
      return { ...receipt, code: refusal.code, details: refusal.details };
    });
    stdout.write(`${printableJson({ results }, 2)}\n`);
    return;
  }
  const rows = taken.map((each) =>
    each.outcome === 'refused'
      ? [each.place, each.machine, each.refusal.code, '']
      : [
          ...[each.place, each.machine, vendorTexts.returnOutcomes[each.outcome]],
          each.seatsLeft === null ? vendorTexts.unlimited : String(each.seatsLeft),
        ],
  );
  stdout.write(tableOf([vendorTexts.returnColumns, ...rows]));
}
