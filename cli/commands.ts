import type { CommandList, CommandTable } from './framework/command.ts';
import { listCommands } from './framework/commandList.ts';
import { groups } from './groups.ts';
import { machineCommands } from './machineCommands.ts';

/** Commands for the vendor's computer. */
const vendorCommands: CommandTable = listCommands({
  init: () => import('./setup/init.ts'),
  'products add': () => import('./products/add.ts'),
  'products list': () => import('./products/list.ts'),
  serve: () => import('./setup/serve.ts'),
  pack: () => import('./pack/pack.ts'),
  backup: () => import('./store/backup.ts'),
  'keys root': () => import('./keys/root.ts'),
  'keys init': () => import('./keys/init.ts'),
  'keys allow': () => import('./keys/allow.ts'),
  'keys rotate': () => import('./keys/rotate.ts'),
  'keys revoke': () => import('./keys/revoke.ts'),
  'keys sign': () => import('./keys/sign.ts'),
  'keys accept': () => import('./keys/accept.ts'),
  'keys pin': () => import('./keys/pin.ts'),
  'keys passphrase': () => import('./keys/passphrase.ts'),
  'keys list': () => import('./keys/list.ts'),
  'tokens create': () => import('./tokens/create.ts'),
  'tokens list': () => import('./tokens/list.ts'),
  'tokens revoke': () => import('./tokens/revoke.ts'),
  issue: () => import('./issue/issue.ts'),
  fetch: () => import('./fetch/fetch.ts'),
  'returns take': () => import('./returns/take.ts'),
  'serials mint': () => import('./serials/mint.ts'),
  'serials list': () => import('./serials/list.ts'),
  'serials show': () => import('./serials/show.ts'),
  'serials block': () => import('./serials/block.ts'),
  'serials unblock': () => import('./serials/unblock.ts'),
  'serials change': () => import('./serials/change.ts'),
  'serials apply': () => import('./serials/apply.ts'),
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

/** The tool as it is installed, for Node. */
export const allCommands: CommandList = {
  commands: { ...machineCommands, ...vendorCommands },
  groups,
  elsewhere: null,
};
