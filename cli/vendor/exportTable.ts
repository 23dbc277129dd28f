import { csvOf } from '../../server/licensing/administration/csv.ts';
import type { ProductFilter } from '../../server/store/activationRows.ts';
import type { Store } from '../../server/store/tables.ts';
import type { CsvColumns } from '../../src/contract/csvColumns.ts';
import { exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { shown } from '../files.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { flag } from '../framework/parameters.ts';
import { withStore } from '../openStore.ts';
import { listedProducts, listOptions, outputOptions } from './options.ts';
import { asJsonLines, type OutputTarget, writePieces } from './output.ts';
import { vendorTexts } from './texts.ts';

export const exportOptions = {
  ...outputOptions,
  ...listOptions,
  json: flag({ help: 'Write JSON, one object a line, instead of CSV' }),
};

/** What is exported, and the columns of its table. */
interface TableExport<Row> {
  read(store: Store, filter: ProductFilter): AsyncIterable<Row>;
  readonly columns: CsvColumns<Row>;
}

interface ExportValues extends OutputTarget {
  readonly data: string | undefined;
  readonly product: string | undefined;
  readonly json: boolean;
}

/** @returns exit code */
export async function exportTable<Row>(
  values: ExportValues,
  environment: CommandEnvironment,
  { read, columns }: TableExport<Row>,
): Promise<number> {
  const { data, product, json, output } = values;
  const filter = listedProducts(product);
  const { stdout, variables } = environment;
  await withStore(folderFor(data, variables), environment, ({ store }) =>
    writePieces(json ? asJsonLines(read(store, filter)) : csvOf(read(store, filter), columns), values, stdout),
  );
  if (output !== undefined && output !== '-') stdout.write(vendorTexts.wrote(shown(output)));
  return exitCodes.success;
}
