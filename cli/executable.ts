import { carriedCommands } from './commands.ts';
import { runTool } from './main.ts';

/** The single executable for a machine without Node, which carries a vendor's profile and pages (carried.ts). */
void runTool(carriedCommands).then((exitCode) => {
  process.exitCode = exitCode;
});
