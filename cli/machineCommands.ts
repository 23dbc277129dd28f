import type { CommandTable } from './framework/command.ts';
import { listCommands } from './framework/commandList.ts';

/**
 * Commands for the machine. They need nothing but Node itself, and the single executable carries these alone (executable.ts):
 * a list of their own keeps everything else out of its bundle.
 */
export const machineCommands: CommandTable = listCommands({
  'qr encode': () => import('./qr/encode.ts'),
  'qr decode': () => import('./qr/decode.ts'),
  'machine request': () => import('./machine/request.ts'),
  'machine wizard': () => import('./machine/wizard.ts'),
  'machine activate': () => import('./machine/activate.ts'),
  'machine status': () => import('./machine/status.ts'),
  'machine explain': () => import('./machine/explain.ts'),
  'machine verify': () => import('./machine/verify.ts'),
  'machine bindings': () => import('./machine/bindings.ts'),
  'machine return': () => import('./machine/return.ts'),
});
