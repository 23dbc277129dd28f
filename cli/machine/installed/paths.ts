import { posix, win32 } from 'node:path';
import type { System } from '../context/system.ts';

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

/** @param product its id, which is safe as a folder name */
export function pathsFor(product: string, system: System): Paths {
  const { join } = system.platform === 'win32' ? win32 : posix;
  const [folder, other] = roots(system).map((root) => join(root, product)) as [string, string];
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

function roots({ platform, environment, home }: System): readonly [string, string] {
  if (platform === 'win32') {
    const local = environment.LOCALAPPDATA || win32.join(home, 'AppData', 'Local');
    const roaming = environment.APPDATA || win32.join(home, 'AppData', 'Roaming');
    return [win32.join(local, 'Keyferry'), win32.join(roaming, 'Keyferry')];
  }
  const library = posix.join(home, 'Library');
  if (platform === 'darwin') {
    return [posix.join(library, 'Application Support', 'Keyferry'), posix.join(library, 'Preferences', 'Keyferry')];
  }
  // XDG Base Directory Specification: relative paths in these variables must be ignored.
  const given = (path: string | undefined, otherwise: string) =>
    posix.join(path && posix.isAbsolute(path) ? path : posix.join(home, otherwise), 'keyferry');
  return [given(environment.XDG_DATA_HOME, '.local/share'), given(environment.XDG_STATE_HOME, '.local/state')];
}
