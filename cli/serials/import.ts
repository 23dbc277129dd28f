import { type ImportFault, importSerials } from '../../server/licensing/administration/importSerials.ts';
import { decodeTable, readSerialTable } from '../../server/licensing/administration/serialTable.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { Refusal } from '../../src/refusal.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { explainRefusal } from '../explain.ts';
import { actor, makeStore, now, openSale, withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, onlyOneIn } from '../vendor/options.ts';
import { readInput } from '../vendor/readInput.ts';
import { vendorWords } from '../vendor/words.ts';
import { importHelp } from './help.ts';

const { importBytes } = contractLimits;
/** Lines whose faults are shown one by one. */
const mostFaults = 50;

export const serialsImport: Command = {
  help: importHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, commonOptions);
    const path = onlyOneIn(positionals, vendorWords.tableNeeded);
    const lines = readSerialTable(await readText(path, streams));
    const folder = folderFor(values.data, process.env);
    const { catalog, keystore } = await openSale(folder, streams);
    await makeStore(folder);
    const outcome = await withAdmin(folder, ({ writer }) =>
      importSerials({ writer, catalog, pepper: keystore.pepper, actor, now }, lines),
    );
    if (values.json) streams.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
    if (outcome.outcome === 'refused') {
      if (!values.json) reportFaults(outcome.faults, streams);
      return exitCodes.refused;
    }
    if (!values.json) streams.stdout.write(vendorWords.imported(outcome.added, outcome.known));
    return exitCodes.success;
  },
};

/** @throws Trouble as `readAtMost`; Refusal `file-too-large`, `file-not-utf8` */
async function readText(path: string, { stdin }: Streams): Promise<string> {
  const bytes = await readInput(path, importBytes, stdin);
  if (bytes.length > importBytes) throw new Refusal('file-too-large', { limit: importBytes });
  return decodeTable(bytes);
}

function reportFaults(faults: readonly ImportFault[], { stderr }: Streams): void {
  stderr.write(vendorWords.importRefused(faults.length));
  for (const { line, code, details } of faults.slice(0, mostFaults)) {
    stderr.write(`${explainRefusal(code, { ...details, line })}\n`);
  }
  if (faults.length > mostFaults) stderr.write(vendorWords.moreFaults(faults.length - mostFaults));
}
