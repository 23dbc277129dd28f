import { activationsAsCsv } from '../../server/licensing/administration/csv.ts';
import { exportActivations } from '../../server/licensing/administration/exportRows.ts';
import type { Command } from '../command.ts';
import { exportTable } from '../vendor/exportTable.ts';
import { exportHelp } from './help.ts';

export const activationsExport: Command = {
  help: exportHelp,
  run: (args, streams) => exportTable(args, streams, { read: exportActivations, asCsv: activationsAsCsv }),
};
