import { machineCommands, qrCommands } from './commandsCarried.ts';
import { runTool } from './main.ts';
import { words } from './words.ts';

/** The single executable for a machine without Node, which carries a vendor's profile and pages (carried.ts). */
void runTool({ commands: [...qrCommands, ...machineCommands], unknown: words.commandNotCarried }).then((exitCode) => {
  process.exitCode = exitCode;
});
