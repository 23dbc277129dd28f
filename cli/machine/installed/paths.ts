import { posix, win32 } from 'node:path';
import { homeOf, type System } from '../context/system.ts';
import { isThere } from './storedFile.ts';

/** Where the tool stores the files of one product and one user of this machine. */
export interface Paths {
  readonly folder: string;
  readonly installationKey: string;
  /** The newest request, until its license arrives. */
  readonly request: string;
  /** A copy of the newest license. */
  readonly license: string;
  readonly keyset: string;
  /** In two unrelated folders each, so that deleting one loses nothing. */
  readonly lastSeen: readonly [string, string];
  readonly returned: readonly [string, string];
}

/**
 * @param product its id, which is safe as a folder name
 * @throws CommandError `home-missing`
 */
export function pathsFor(product: string, system: System): Paths {
  const { join } = system.platform === 'win32' ? win32 : posix;
  const [folder, other] = foldersFor(product, system);
  return {
    folder,
    installationKey: join(folder, 'installation.key'),
    request: join(folder, 'request.licreq'),
    license: join(folder, 'license.lic'),
    keyset: join(folder, 'keyset.xml'),
    lastSeen: [join(folder, 'last-seen'), join(other, 'last-seen')],
    returned: [join(folder, 'returned.json'), join(other, 'returned.json')],
  };
}

function foldersFor(product: string, system: System): readonly [string, string] {
  const { platform, environment } = system;
  if (platform === 'win32') {
    const local = environment.LOCALAPPDATA || win32.join(homeOf(system), 'AppData', 'Local');
    const roaming = environment.APPDATA || win32.join(homeOf(system), 'AppData', 'Roaming');
    return [win32.join(local, 'Keyferry', product), win32.join(roaming, 'Keyferry', product)];
  }
  if (platform === 'darwin') {
    const library = posix.join(homeOf(system), 'Library');
    const folders = ['Application Support', 'Preferences'].map((name) =>
      posix.join(library, name, 'Keyferry', product),
    );
    return folders as [string, string];
  }
  const chosen = (variable: string, otherwise: string) => {
    const folders = roots(system, variable, otherwise).map((root) => posix.join(root, 'keyferry', product));
    return folders.find(isThere) ?? folders[0] ?? '';
  };
  return [chosen('XDG_DATA_HOME', '.local/share'), chosen('XDG_STATE_HOME', '.local/state')];
}

/** Folders of snaps and Flatpaks in the home folder. */
const packages = ['snap/', '.var/app/'];

/**
 * Lists where a user's files may be, the usual place first. A snap or Flatpak, such as an editor, gives the programs that
 * are started in it a folder of its own, which the same user's other programs do not see. So files that are elsewhere
 * already stay in use.
 *
 * @param variable of the XDG Base Directory Specification, by which relative paths in it must be ignored
 */
function roots(system: System, variable: string, otherwise: string): readonly string[] {
  const given = system.environment[variable];
  const named = given && posix.isAbsolute(given) ? given : null;
  if (named !== null && system.home === null) return [named];
  const home = homeOf(system);
  const standard = posix.join(home, otherwise);
  if (named === null) return [standard];
  const isOfPackage = packages.some((folder) => `${named}/`.startsWith(posix.join(home, folder)));
  return isOfPackage ? [standard, named] : [named, standard];
}
