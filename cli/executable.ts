import { groups } from './groups.ts';
import { machineCommands } from './machineCommands.ts';
import { runTool } from './main.ts';

const elsewhere = 'This executable holds the commands for a machine. The vendor’s own tool has the others.';

/** The single executable for a machine without Node, which carries a vendor's profile and pages (carried.ts). */
void runTool({ commands: machineCommands, groups, elsewhere }).then((exitCode) => {
  process.exitCode = exitCode;
});
