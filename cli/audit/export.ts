import { type ExportedAudit, exportAudit } from '../../server/licensing/administration/exportAudit.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { refuseExisting, shown } from '../files.ts';
import { actor, now, withAdmin } from '../vendor/openVendor.ts';
import { noneIn, outputOptions } from '../vendor/options.ts';
import { asJsonLines, writePieces } from '../vendor/output.ts';
import { vendorWords } from '../vendor/words.ts';
import { exportHelp } from './help.ts';

export const auditExport: Command = {
  help: exportHelp,
  async run(args, { stdout, stderr }) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' }, ...outputOptions });
    noneIn(positionals);
    const { output, force } = values;
    const isFile = output !== undefined && output !== '-';
    // Before the trail says that it was written out.
    if (isFile && !force) refuseExisting([output]);
    await withAdmin(folderFor(values.data, process.env), ({ store, writer }) =>
      writePieces(asJsonLines(lines(exportAudit(store, { writer, actor, now }))), values, stdout),
    );
    if (isFile) stderr.write(vendorWords.wrote(shown(output)));
    return exitCodes.success;
  },
};

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
