import type { CommandList, CommandTable } from './framework/command.ts';
import { listCommands } from './framework/commandList.ts';
import { legacy } from './framework/legacy.ts';

/** Commands for the machine. They need nothing but Node itself, so the single executable carries them (executable.ts). */
export const machineCommands: CommandTable = listCommands({
  'qr encode': () => import('./qr/encode.ts'),
  'qr decode': () => import('./qr/decode.ts'),
  'machine request': () => import('./machine/request.ts'),
  'machine wizard': () => import('./machine/wizard.ts'),
  'machine activate': () => import('./machine/activate.ts'),
  'machine status': () => import('./machine/status.ts'),
  'machine explain': () => import('./machine/explain.ts'),
  'machine verify': () => import('./machine/verify.ts'),
  'machine return': () => import('./machine/return.ts'),
});

/** Commands for the vendor's computer. */
const vendorCommands: CommandTable = listCommands({
  ...legacy('init', '', () => import('./setup/init.ts').then(({ init }) => init)),
  ...legacy('serve', '', () => import('./setup/serve.ts').then(({ serve }) => serve)),
  pack: () => import('./pack/pack.ts'),
  ...legacy('backup', '', () => import('./store/backup.ts').then(({ backup }) => backup)),
  'keys root': () => import('./keys/root.ts'),
  'keys init': () => import('./keys/init.ts'),
  'keys rotate': () => import('./keys/rotate.ts'),
  'keys revoke': () => import('./keys/revoke.ts'),
  'keys sign': () => import('./keys/sign.ts'),
  'keys accept': () => import('./keys/accept.ts'),
  'keys pin': () => import('./keys/pin.ts'),
  'keys passphrase': () => import('./keys/passphrase.ts'),
  'keys list': () => import('./keys/list.ts'),
  ...legacy('tokens create', '', () => import('./tokens/create.ts').then(({ tokensCreate }) => tokensCreate)),
  ...legacy('tokens list', '', () => import('./tokens/list.ts').then(({ tokensList }) => tokensList)),
  ...legacy('tokens revoke', '', () => import('./tokens/revoke.ts').then(({ tokensRevoke }) => tokensRevoke)),
  ...legacy('issue', '', () => import('./issue/issue.ts').then(({ issue }) => issue)),
  ...legacy('serials mint', '', () => import('./serials/mint.ts').then(({ serialsMint }) => serialsMint)),
  ...legacy('serials list', '', () => import('./serials/list.ts').then(({ serialsList }) => serialsList)),
  ...legacy('serials show', '', () => import('./serials/show.ts').then(({ serialsShow }) => serialsShow)),
  ...legacy('serials block', '', () => import('./serials/block.ts').then(({ serialsBlock }) => serialsBlock)),
  ...legacy('serials unblock', '', () => import('./serials/unblock.ts').then(({ serialsUnblock }) => serialsUnblock)),
  ...legacy('serials seats', '', () => import('./serials/seats.ts').then(({ serialsSeats }) => serialsSeats)),
  ...legacy('serials import', '', () => import('./serials/import.ts').then(({ serialsImport }) => serialsImport)),
  ...legacy('serials export', '', () => import('./serials/export.ts').then(({ serialsExport }) => serialsExport)),
  ...legacy('activations list', '', () =>
    import('./activations/list.ts').then(({ activationsList }) => activationsList),
  ),
  ...legacy('activations search', '', () =>
    import('./activations/search.ts').then(({ activationsSearch }) => activationsSearch),
  ),
  ...legacy('activations show', '', () =>
    import('./activations/show.ts').then(({ activationsShow }) => activationsShow),
  ),
  ...legacy('activations release', '', () =>
    import('./activations/release.ts').then(({ activationsRelease }) => activationsRelease),
  ),
  ...legacy('activations reissue', '', () =>
    import('./activations/reissue.ts').then(({ activationsReissue }) => activationsReissue),
  ),
  ...legacy('activations export', '', () =>
    import('./activations/export.ts').then(({ activationsExport }) => activationsExport),
  ),
  ...legacy('audit verify', '', () => import('./audit/verify.ts').then(({ auditVerify }) => auditVerify)),
  ...legacy('audit export', '', () => import('./audit/export.ts').then(({ auditExport }) => auditExport)),
});

/** What the commands with one first word are about. */
const groups: CommandList['groups'] = {
  qr: 'Carry files as QR codes, without a network.',
  machine: 'Request, install, check and return this machine’s license.',
  keys: 'Manage the keys that sign licenses, and the root keys that certify them.',
  tokens: 'Manage the tokens for the API, the admin page and the metrics.',
  serials: 'Create, find and change serial numbers.',
  activations: 'Find issued licenses, release seats and reissue licenses.',
  audit: 'Verify and export the audit trail.',
};

/** The tool as it is installed, for Node. */
export const allCommands: CommandList = {
  commands: { ...machineCommands, ...vendorCommands },
  groups,
  elsewhere: null,
};

/** The single executable for a machine without Node. */
export const carriedCommands: CommandList = {
  commands: machineCommands,
  groups,
  elsewhere: 'This executable holds the commands for a machine. The vendor’s own tool has the others.',
};
