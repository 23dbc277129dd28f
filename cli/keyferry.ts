import { allCommands } from './commands.ts';
import { runTool } from './main.ts';

/** The command line tool as it is installed, for Node. */
void runTool(allCommands).then((exitCode) => {
  process.exitCode = exitCode;
});
