import { exportSerials } from '../../server/licensing/administration/exportRows.ts';
import { serialColumns } from '../../src/contract/csvColumns.ts';
import type { Command } from '../command.ts';
import { exportTable } from '../vendor/exportTable.ts';
import { exportHelp } from './help.ts';

export const serialsExport: Command = {
  help: exportHelp,
  run: (args, streams) => exportTable(args, streams, { read: exportSerials, columns: serialColumns }),
};
