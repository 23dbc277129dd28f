import type { CommandTable } from './framework/command.ts';
import { listCommands } from './framework/commandList.ts';
import { legacy } from './framework/legacy.ts';

/**
 * Commands for the machine. They need nothing but Node itself, and the single executable carries these alone (executable.ts):
 * a list of their own keeps everything else out of its bundle.
 */
export const machineCommands: CommandTable = listCommands({
  ...legacy('qr encode', 'Show a file as QR codes, or write them as pictures.', () =>
    import('./qr/encode.ts').then(({ qrEncode }) => qrEncode),
  ),
  ...legacy('qr decode', 'Restore files from pictures of QR codes, or from scanned text.', () =>
    import('./qr/decode.ts').then(({ qrDecode }) => qrDecode),
  ),
  'machine request': () => import('./machine/request.ts'),
  'machine wizard': () => import('./machine/wizard.ts'),
  'machine activate': () => import('./machine/activate.ts'),
  'machine status': () => import('./machine/status.ts'),
  'machine explain': () => import('./machine/explain.ts'),
  'machine verify': () => import('./machine/verify.ts'),
  'machine return': () => import('./machine/return.ts'),
});
