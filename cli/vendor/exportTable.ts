import { csvOf } from '../../server/licensing/administration/csv.ts';
import type { Store } from '../../server/store/tables.ts';
import type { CsvColumns } from '../../src/contract/csvColumns.ts';
import { readArguments } from '../arguments.ts';
import { exitCodes, type Streams } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { shown } from '../files.ts';
import { withAdmin } from './openVendor.ts';
import { commonOptions, noneIn, outputOptions } from './options.ts';
import { asJsonLines, writePieces } from './output.ts';
import { vendorWords } from './words.ts';

/** What is exported, and the columns of its table. */
interface Exported<Row> {
  read(store: Store): AsyncIterable<Row>;
  readonly columns: CsvColumns<Row>;
}

/** @returns exit code */
export async function exportTable<Row>(
  args: readonly string[],
  { stdout }: Streams,
  { read, columns }: Exported<Row>,
): Promise<number> {
  const { values, positionals } = readArguments(args, { ...commonOptions, ...outputOptions });
  noneIn(positionals);
  await withAdmin(folderFor(values.data, process.env), ({ store }) =>
    writePieces(values.json ? asJsonLines(read(store)) : csvOf(read(store), columns), values, stdout),
  );
  if (values.output !== undefined && values.output !== '-') stdout.write(vendorWords.wrote(shown(values.output)));
  return exitCodes.success;
}
