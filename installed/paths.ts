import { dirname, join, posix, win32 } from 'node:path';
import { type Host, homeOf } from './host.ts';
import { InstallationError } from './installationError.ts';
import type { InstallTarget } from './installTarget.ts';
import { isThere } from './storedFile.ts';

/** Where the files of one product and one user of this machine are. */
export interface UserPaths {
  readonly folder: string;
  readonly installationKey: string;
  /** The newest request, until its license arrives. */
  readonly request: string;
  /** A copy of the newest delivery: the license, then the newest keyset. */
  readonly license: string;
  /** A delivery that would replace a better license, until a person has decided. */
  readonly offer: string;
  /** The activation receipt that was made last. */
  readonly activation: string;
  /** What people call the machine. */
  readonly name: string;
  /** Folder of the files that were replaced. */
  readonly previous: string;
  readonly keyset: string;
  /** In two unrelated folders each, so that deleting one loses nothing. */
  readonly lastSeen: readonly [string, string];
  readonly returned: readonly [string, string];
}

/**
 * @param product its id, which is safe as a folder name
 * @throws InstallationError `home-missing`
 */
export function pathsFor(product: string, host: Host): UserPaths {
  const { join } = host.platform === 'win32' ? win32 : posix;
  const [folder, other] = foldersFor(product, host);
  return {
    folder,
    installationKey: join(folder, 'installation.key'),
    request: join(folder, 'request.licreq'),
    license: join(folder, 'license.lic'),
    offer: join(folder, 'offer.lic'),
    activation: join(folder, 'activation.licact'),
    name: join(folder, 'name.txt'),
    previous: join(folder, 'previous'),
    keyset: join(folder, 'keyset.xml'),
    lastSeen: [join(folder, 'last-seen'), join(other, 'last-seen')],
    returned: [join(folder, 'returned.json'), join(other, 'returned.json')],
  };
}

/** @returns null if the account has no home folder */
export function pathsIfAny(product: string, host: Host): UserPaths | null {
  try {
    return pathsFor(product, host);
  } catch (error) {
    if (error instanceof InstallationError) return null;
    throw error;
  }
}

/** Files in the folder of the license file, which every account of the machine may read. */
export interface SharedPaths {
  readonly license: string;
  /** A keyset that an administrator put there. */
  readonly keyset: string;
  /** Written only where the user's own folders cannot be. */
  readonly lastSeen: string;
  readonly returned: string;
}

/** @returns the files beside a license file */
export function sharedPathsFor({ path }: InstallTarget): SharedPaths {
  const beside = (name: string) => join(dirname(path), name);
  return {
    license: path,
    keyset: beside('keyset.xml'),
    lastSeen: beside('last-seen'),
    returned: beside('returned.json'),
  };
}

function foldersFor(product: string, host: Host): readonly [string, string] {
  const { platform, environment } = host;
  if (platform === 'win32') {
    const local = environment.LOCALAPPDATA || win32.join(homeOf(host), 'AppData', 'Local');
    const roaming = environment.APPDATA || win32.join(homeOf(host), 'AppData', 'Roaming');
    return [win32.join(local, 'Keyferry', product), win32.join(roaming, 'Keyferry', product)];
  }
  if (platform === 'darwin') {
    const library = posix.join(homeOf(host), 'Library');
    const folders = ['Application Support', 'Preferences'].map((name) =>
      posix.join(library, name, 'Keyferry', product),
    );
    return folders as [string, string];
  }
  const chosen = (variable: string, otherwise: string) => {
    const folders = roots(host, variable, otherwise).map((root) => posix.join(root, 'keyferry', product));
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
function roots(host: Host, variable: string, otherwise: string): readonly string[] {
  const given = host.environment[variable];
  const named = given && posix.isAbsolute(given) ? given : null;
  if (named !== null && host.home === null) return [named];
  const home = homeOf(host);
  const standard = posix.join(home, otherwise);
  if (named === null) return [standard];
  const isOfPackage = packages.some((folder) => `${named}/`.startsWith(posix.join(home, folder)));
  return isOfPackage ? [standard, named] : [named, standard];
}
