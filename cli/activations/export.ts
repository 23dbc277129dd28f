import { activationsAsCsv } from '../../server/administration/csv.ts';
import { exportActivations } from '../../server/administration/exportRows.ts';
import type { Command } from '../command.ts';
import { exportTable } from '../desk/exportTable.ts';
import { exportHelp } from './help.ts';

export const activationsExport: Command = {
  help: exportHelp,
  run: (args, streams) => exportTable(args, streams, { read: exportActivations, asCsv: activationsAsCsv }),
};
