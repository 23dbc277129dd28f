import type { ListedCommand } from './command.ts';
import { words } from './words.ts';

/** Commands that need nothing but Node itself: those that a single executable carries to a machine. */
export const qrCommands: readonly ListedCommand[] = [
  {
    name: 'qr encode',
    summary: words.summaryOfEncode,
    load: () => import('./qr/encode.ts').then(({ qrEncode }) => qrEncode),
  },
  {
    name: 'qr decode',
    summary: words.summaryOfDecode,
    load: () => import('./qr/decode.ts').then(({ qrDecode }) => qrDecode),
  },
];

export const machineCommands: readonly ListedCommand[] = [
  {
    name: 'machine request',
    summary: words.summaryOfMachineRequest,
    load: () => import('./machine/request.ts').then(({ machineRequest }) => machineRequest),
  },
  {
    name: 'machine wizard',
    summary: words.summaryOfMachineWizard,
    load: () => import('./machine/wizard.ts').then(({ machineWizard }) => machineWizard),
  },
  {
    name: 'machine activate',
    summary: words.summaryOfMachineActivate,
    load: () => import('./machine/activate.ts').then(({ machineActivate }) => machineActivate),
  },
  {
    name: 'machine status',
    summary: words.summaryOfMachineStatus,
    load: () => import('./machine/status.ts').then(({ machineStatus }) => machineStatus),
  },
  {
    name: 'machine explain',
    summary: words.summaryOfMachineExplain,
    load: () => import('./machine/explain.ts').then(({ machineExplain }) => machineExplain),
  },
  {
    name: 'machine verify',
    summary: words.summaryOfMachineVerify,
    load: () => import('./machine/verify.ts').then(({ machineVerify }) => machineVerify),
  },
  {
    name: 'machine return',
    summary: words.summaryOfMachineReturn,
    load: () => import('./machine/return.ts').then(({ machineReturn }) => machineReturn),
  },
];
