import { exportActivations } from '../../server/licensing/administration/exportRows.ts';
import { activationColumns } from '../../src/contract/csvColumns.ts';
import type { Command } from '../command.ts';
import { exportTable } from '../vendor/exportTable.ts';
import { exportHelp } from './help.ts';

export const activationsExport: Command = {
  help: exportHelp,
  run: (args, streams) => exportTable(args, streams, { read: exportActivations, columns: activationColumns }),
};
