import { serialsAsCsv } from '../../server/administration/csv.ts';
import { exportSerials } from '../../server/administration/exportRows.ts';
import type { Command } from '../command.ts';
import { exportTable } from '../desk/exportTable.ts';
import { exportHelp } from './help.ts';

export const serialsExport: Command = {
  help: exportHelp,
  run: (args, streams) => exportTable(args, streams, { read: exportSerials, asCsv: serialsAsCsv }),
};
