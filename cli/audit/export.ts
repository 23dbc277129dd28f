import { type ExportedAudit, exportAudit } from '../../server/licensing/administration/exportAudit.ts';
import { exitCodes } from '../command.ts';
import { dataOption, folderFor } from '../dataFolder.ts';
import { refuseExisting, shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { withStore } from '../openStore.ts';
import { actor } from '../vendor/openVendor.ts';
import { databaseNote, outputOptions } from '../vendor/options.ts';
import { asJsonLines, writePieces } from '../vendor/output.ts';
import { vendorTexts } from '../vendor/texts.ts';

export const command = defineCommand({
  name: 'audit export',
  summary: 'Export the audit trail as JSON, one row a line.',
  description: `The last line holds the head. The hash of a row is SHA-256, in hexadecimal, over the hash of the row before (64 zeros for the first row), the row’s number and its entry, separated by line feeds. The export itself becomes a row of the trail.`,
  options: { ...outputOptions, ...dataOption },
  notes: databaseNote,
  examples: [{ does: 'Write the trail to a file', line: 'audit export -o trail.jsonl' }],
  async run({ output, force, data }, environment) {
    const { stdout, stderr, variables, now } = environment;
    const isFile = output !== undefined && output !== '-';
    // Before the trail records the export.
    if (isFile && !force) refuseExisting([output]);
    await withStore(folderFor(data, variables), environment, ({ store, writer }) =>
      writePieces(asJsonLines(lines(exportAudit(store, { writer, actor, now }))), { output, force }, stdout),
    );
    if (isFile) stderr.write(vendorTexts.wrote(shown(output)));
    return exitCodes.success;
  },
});

/** The entry stays the text that was hashed. */
async function* lines(exported: AsyncIterable<ExportedAudit>): AsyncGenerator<object> {
  for await (const one of exported) {
    if ('head' in one) yield one;
    else {
      const { sequence, entry, previous_hash: previousHash, hash } = one.row;
      yield { sequence, entry, previousHash, hash };
    }
  }
}
