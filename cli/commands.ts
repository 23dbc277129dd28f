import type { CommandList, CommandTable } from './framework/command.ts';
import { listCommands } from './framework/commandList.ts';
import { legacy } from './framework/legacy.ts';

/** Commands for the machine. They need nothing but Node itself, so the single executable carries them (executable.ts). */
export const machineCommands: CommandTable = listCommands({
  ...legacy('qr encode', 'Show a file as QR codes, or write them as pictures.', () =>
    import('./qr/encode.ts').then(({ qrEncode }) => qrEncode),
  ),
  ...legacy('qr decode', 'Restore files from pictures of QR codes, or from scanned text.', () =>
    import('./qr/decode.ts').then(({ qrDecode }) => qrDecode),
  ),
  ...legacy('machine request', 'Create a license request, and show what leaves the machine.', () =>
    import('./machine/request.ts').then(({ machineRequest }) => machineRequest),
  ),
  ...legacy('machine wizard', 'Run the wizard in this machine’s browser.', () =>
    import('./machine/wizard/wizard.ts').then(({ machineWizard }) => machineWizard),
  ),
  ...legacy('machine activate', 'Verify a license and install it for the product.', () =>
    import('./machine/activate.ts').then(({ machineActivate }) => machineActivate),
  ),
  ...legacy('machine status', 'Show the license, its end and which components match.', () =>
    import('./machine/status.ts').then(({ machineStatus }) => machineStatus),
  ),
  ...legacy('machine explain', 'Explain what a file is and what is wrong with it.', () =>
    import('./machine/explain.ts').then(({ machineExplain }) => machineExplain),
  ),
  ...legacy('machine verify', 'Verify a license for this machine, for scripts.', () =>
    import('./machine/verify.ts').then(({ machineVerify }) => machineVerify),
  ),
  ...legacy('machine return', 'Return the license and write the receipt for the vendor.', () =>
    import('./machine/return.ts').then(({ machineReturn }) => machineReturn),
  ),
});

/** Commands for the vendor's computer. */
const vendorCommands: CommandTable = listCommands({
  init: () => import('./setup/init.ts'),
  serve: () => import('./setup/serve.ts'),
  ...legacy('pack', 'Pack the vendor profile into pages and an executable.', () =>
    import('./pack/pack.ts').then(({ pack }) => pack),
  ),
  backup: () => import('./store/backup.ts'),
  ...legacy('keys root', 'Create a root key, on a computer that may be offline.', () =>
    import('./keys/root.ts').then(({ keysRoot }) => keysRoot),
  ),
  ...legacy('keys init', 'Create the first signing key and its keyset.', () =>
    import('./keys/init.ts').then(({ keysInit }) => keysInit),
  ),
  ...legacy('keys rotate', 'Create a new signing key; older licenses stay valid.', () =>
    import('./keys/rotate.ts').then(({ keysRotate }) => keysRotate),
  ),
  ...legacy('keys revoke', 'Revoke stolen keys, or licenses.', () =>
    import('./keys/revoke.ts').then(({ keysRevoke }) => keysRevoke),
  ),
  ...legacy('keys sign', 'Sign a keyset draft with the root key.', () =>
    import('./keys/sign.ts').then(({ keysSign }) => keysSign),
  ),
  ...legacy('keys accept', 'Install a keyset that was signed elsewhere.', () =>
    import('./keys/accept.ts').then(({ keysAccept }) => keysAccept),
  ),
  ...legacy('keys pin', 'Pin a further root key in the vendor profile.', () =>
    import('./keys/pin.ts').then(({ keysPin }) => keysPin),
  ),
  ...legacy('keys passphrase', 'Change the passphrase of the keystore or a root key.', () =>
    import('./keys/passphrase.ts').then(({ keysPassphrase }) => keysPassphrase),
  ),
  ...legacy('keys list', 'Show the keys and their states.', () =>
    import('./keys/list.ts').then(({ keysList }) => keysList),
  ),
  'tokens create': () => import('./tokens/create.ts'),
  'tokens list': () => import('./tokens/list.ts'),
  'tokens revoke': () => import('./tokens/revoke.ts'),
  issue: () => import('./issue/issue.ts'),
  'serials mint': () => import('./serials/mint.ts'),
  'serials list': () => import('./serials/list.ts'),
  'serials show': () => import('./serials/show.ts'),
  'serials block': () => import('./serials/block.ts'),
  'serials unblock': () => import('./serials/unblock.ts'),
  'serials seats': () => import('./serials/seats.ts'),
  'serials import': () => import('./serials/import.ts'),
  'serials export': () => import('./serials/export.ts'),
  'activations list': () => import('./activations/list.ts'),
  'activations search': () => import('./activations/search.ts'),
  'activations show': () => import('./activations/show.ts'),
  'activations release': () => import('./activations/release.ts'),
  'activations reissue': () => import('./activations/reissue.ts'),
  'activations export': () => import('./activations/export.ts'),
  'audit verify': () => import('./audit/verify.ts'),
  'audit export': () => import('./audit/export.ts'),
  completion: () => import('./completion/completion.ts'),
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
