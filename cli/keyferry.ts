import { commands } from './commands.ts';
import { runTool } from './main.ts';
import { words } from './words.ts';

/** The command line tool as it is installed, for Node. */
process.exitCode = await runTool({ commands, unknown: words.commandUnknown });
