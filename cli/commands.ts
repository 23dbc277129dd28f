import type { ListedCommand } from './command.ts';
import { machineCommands, qrCommands } from './commandsCarried.ts';
import { words } from './words.ts';

/** Every command there is, in the order in which help lists them. */
export const commands: readonly ListedCommand[] = [
  ...qrCommands,
  {
    name: 'init',
    summary: words.summaryOfInit,
    load: () => import('./setup/init.ts').then(({ init }) => init),
  },
  {
    name: 'serve',
    summary: words.summaryOfServe,
    load: () => import('./setup/serve.ts').then(({ serve }) => serve),
  },
  {
    name: 'pack',
    summary: words.summaryOfPack,
    load: () => import('./pack/pack.ts').then(({ pack }) => pack),
  },
  {
    name: 'backup',
    summary: words.summaryOfBackup,
    load: () => import('./store/backup.ts').then(({ backup }) => backup),
  },
  {
    name: 'keys root',
    summary: words.summaryOfKeysRoot,
    load: () => import('./keys/root.ts').then(({ keysRoot }) => keysRoot),
  },
  {
    name: 'keys init',
    summary: words.summaryOfKeysInit,
    load: () => import('./keys/init.ts').then(({ keysInit }) => keysInit),
  },
  {
    name: 'keys rotate',
    summary: words.summaryOfKeysRotate,
    load: () => import('./keys/rotate.ts').then(({ keysRotate }) => keysRotate),
  },
  {
    name: 'keys revoke',
    summary: words.summaryOfKeysRevoke,
    load: () => import('./keys/revoke.ts').then(({ keysRevoke }) => keysRevoke),
  },
  {
    name: 'keys sign',
    summary: words.summaryOfKeysSign,
    load: () => import('./keys/sign.ts').then(({ keysSign }) => keysSign),
  },
  {
    name: 'keys accept',
    summary: words.summaryOfKeysAccept,
    load: () => import('./keys/accept.ts').then(({ keysAccept }) => keysAccept),
  },
  {
    name: 'keys pin',
    summary: words.summaryOfKeysPin,
    load: () => import('./keys/pin.ts').then(({ keysPin }) => keysPin),
  },
  {
    name: 'keys passphrase',
    summary: words.summaryOfKeysPassphrase,
    load: () => import('./keys/passphrase.ts').then(({ keysPassphrase }) => keysPassphrase),
  },
  {
    name: 'keys list',
    summary: words.summaryOfKeysList,
    load: () => import('./keys/list.ts').then(({ keysList }) => keysList),
  },
  {
    name: 'tokens create',
    summary: words.summaryOfTokensCreate,
    load: () => import('./tokens/create.ts').then(({ tokensCreate }) => tokensCreate),
  },
  {
    name: 'tokens list',
    summary: words.summaryOfTokensList,
    load: () => import('./tokens/list.ts').then(({ tokensList }) => tokensList),
  },
  {
    name: 'tokens revoke',
    summary: words.summaryOfTokensRevoke,
    load: () => import('./tokens/revoke.ts').then(({ tokensRevoke }) => tokensRevoke),
  },
  ...machineCommands,
  {
    name: 'issue',
    summary: words.summaryOfIssue,
    load: () => import('./issue/issue.ts').then(({ issue }) => issue),
  },
  {
    name: 'serials mint',
    summary: words.summaryOfSerialsMint,
    load: () => import('./serials/mint.ts').then(({ serialsMint }) => serialsMint),
  },
  {
    name: 'serials list',
    summary: words.summaryOfSerialsList,
    load: () => import('./serials/list.ts').then(({ serialsList }) => serialsList),
  },
  {
    name: 'serials show',
    summary: words.summaryOfSerialsShow,
    load: () => import('./serials/show.ts').then(({ serialsShow }) => serialsShow),
  },
  {
    name: 'serials block',
    summary: words.summaryOfSerialsBlock,
    load: () => import('./serials/block.ts').then(({ serialsBlock }) => serialsBlock),
  },
  {
    name: 'serials unblock',
    summary: words.summaryOfSerialsUnblock,
    load: () => import('./serials/unblock.ts').then(({ serialsUnblock }) => serialsUnblock),
  },
  {
    name: 'serials seats',
    summary: words.summaryOfSerialsSeats,
    load: () => import('./serials/seats.ts').then(({ serialsSeats }) => serialsSeats),
  },
  {
    name: 'serials import',
    summary: words.summaryOfSerialsImport,
    load: () => import('./serials/import.ts').then(({ serialsImport }) => serialsImport),
  },
  {
    name: 'serials export',
    summary: words.summaryOfSerialsExport,
    load: () => import('./serials/export.ts').then(({ serialsExport }) => serialsExport),
  },
  {
    name: 'activations list',
    summary: words.summaryOfActivationsList,
    load: () => import('./activations/list.ts').then(({ activationsList }) => activationsList),
  },
  {
    name: 'activations search',
    summary: words.summaryOfActivationsSearch,
    load: () => import('./activations/search.ts').then(({ activationsSearch }) => activationsSearch),
  },
  {
    name: 'activations show',
    summary: words.summaryOfActivationsShow,
    load: () => import('./activations/show.ts').then(({ activationsShow }) => activationsShow),
  },
  {
    name: 'activations release',
    summary: words.summaryOfActivationsRelease,
    load: () => import('./activations/release.ts').then(({ activationsRelease }) => activationsRelease),
  },
  {
    name: 'activations reissue',
    summary: words.summaryOfActivationsReissue,
    load: () => import('./activations/reissue.ts').then(({ activationsReissue }) => activationsReissue),
  },
  {
    name: 'activations export',
    summary: words.summaryOfActivationsExport,
    load: () => import('./activations/export.ts').then(({ activationsExport }) => activationsExport),
  },
  {
    name: 'audit verify',
    summary: words.summaryOfAuditVerify,
    load: () => import('./audit/verify.ts').then(({ auditVerify }) => auditVerify),
  },
  {
    name: 'audit export',
    summary: words.summaryOfAuditExport,
    load: () => import('./audit/export.ts').then(({ auditExport }) => auditExport),
  },
];
