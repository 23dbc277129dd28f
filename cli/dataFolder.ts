import { resolve } from 'node:path';
import { type DataFolder, dataFolderAt } from '../server/dataFolder.ts';

/**
 * @param named by `--data`; else the environment names it, as for the service
 * @param environment such as `process.env`
 */
export function folderFor(
  named: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): DataFolder {
  return dataFolderAt(resolve(named ?? (environment.KEYFERRY_DATA?.trim() || '.keyferry')));
}
