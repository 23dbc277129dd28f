import { resolve } from 'node:path';
import { type DataFolder, dataFolderAt } from '../server/dataFolder.ts';
import { option } from './framework/parameters.ts';
import { folder } from './framework/valueTypes.ts';

/** The option by which commands name the vendor's data folder. */
export const dataOption = {
  data: option({
    ...{ value: 'FOLDER', type: folder, help: 'Data folder' },
    defaultText: 'KEYFERRY_DATA, else .keyferry',
  }),
};

/**
 * @param named by `--data`; if absent, KEYFERRY_DATA names it, as for the service
 * @param variables environment variables
 */
export function folderFor(
  named: string | undefined,
  variables: Readonly<Record<string, string | undefined>>,
): DataFolder {
  return dataFolderAt(resolve(named ?? (variables.KEYFERRY_DATA?.trim() || '.keyferry')));
}
