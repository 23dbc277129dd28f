import { serialsAsCsv } from '../../server/licensing/administration/csv.ts';
import { exportSerials } from '../../server/licensing/administration/exportRows.ts';
import type { Command } from '../command.ts';
import { exportTable } from '../vendor/exportTable.ts';
import { exportHelp } from './help.ts';

export const serialsExport: Command = {
  help: exportHelp,
  run: (args, streams) => exportTable(args, streams, { read: exportSerials, asCsv: serialsAsCsv }),
};
