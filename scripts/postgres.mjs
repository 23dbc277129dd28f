import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Folders in which distributions keep the programs of a PostgreSQL server, one folder for each version. */
const places = [
  '/usr/lib/postgresql',
  '/opt/homebrew/opt',
  '/usr/local/opt',
  '/usr/local/pgsql',
  'C:/Program Files/PostgreSQL',
];

/** @returns {string | null} the folder that holds `initdb` and `postgres`, the newest version's first */
export function findPostgres() {
  const versions = places
    .filter((place) => existsSync(place))
    .flatMap((place) => [
      join(place, 'bin'),
      ...readdirSync(place)
        .sort()
        .reverse()
        .map((name) => join(place, name, 'bin')),
    ]);
  const inPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...versions, ...inPath].find(holdsServer) ?? null;
}

/** @param {string} folder */
function holdsServer(folder) {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return ['initdb', 'postgres'].every((program) => existsSync(join(folder, program + suffix)));
}
