import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { emptyFolder } from '../cli/tool.ts';

/** A user to whom nothing belongs. */
export const otherUser = 65_534;

/** Mounts the project, then runs Node and the tool in the process itself, so that signals reach the tool. */
const script = `
project=$1 shown=$2 user=$3 node=$4
shift 4
mount --bind "$project" "$shown" &&
exec setpriv --reuid "$user" --regid "$user" --clear-groups "$node" "$shown/dist/cli/keyferry.js" "$@"
`;

/**
 * A command that runs the built tool as {@link otherUser}; only root can run it, on Linux. The project may lie in a folder
 * that only root may enter, so the process sees it elsewhere, through a mount that nobody else sees and that ends with it.
 */
export function asOtherUser(args: readonly string[]): readonly [program: string, args: readonly string[]] {
  const shown = emptyFolder();
  chmodSync(shown, 0o755);
  const before = ['--mount', 'sh', '-c', script, 'sh', resolve('.'), shown, String(otherUser), process.execPath];
  return ['unshare', [...before, ...args]];
}
