import { exitCodes } from '../command.ts';
import { productFor, productOptions } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument } from '../framework/parameters.ts';
import { file } from '../framework/valueTypes.ts';
import { writeVendorFile } from '../vendorFile.ts';
import { readVendorFolder, withKeysLocked } from './keystore/openKeystore.ts';
import { maxRootKeys, readPublicKey } from './keystore/rootKey.ts';

export const command = defineCommand({
  name: 'keys pin',
  summary: 'Pin a further root key in the vendor profile.',
  description:
    'The further key is a spare, or replaces the first one later. Only pages that are packed from now on accept ' +
    'what it signs, so pin it long before you need it.',
  arguments: {
    key: argument({ value: 'FILE.pub', type: file, help: 'Public half of the root key, or the key itself in base64' }),
  },
  options: productOptions,
  async run({ key: given, data, product: named }, { variables, stdout }) {
    const folder = productFor({ data, product: named }, variables);
    return withKeysLocked(folder, async () => {
      const { profile, product } = readVendorFolder(folder, 'replace');
      const key = readPublicKey(given, product);
      const isPinned = profile.rootKeys.includes(key);
      if (!isPinned && profile.rootKeys.length >= maxRootKeys)
        throw new CommandError('pins-full', { most: maxRootKeys });
      const rootKeys = isPinned ? profile.rootKeys : [...profile.rootKeys, key];
      if (!isPinned) writeVendorFile(folder, { ...profile, rootKeys });
      stdout.write(isPinned ? texts.alreadyPinned : texts.pinned(rootKeys.length));
      return exitCodes.success;
    });
  },
});

const texts = {
  pinned: (count: number) =>
    `Pinned: vendor.json names ${count} root ${count === 1 ? 'key' : 'keys'} now. Restart the service, and pack the pages again:
only pages packed from now on accept what this key signs.
`,
  alreadyPinned: 'This root key is pinned already.\n',
} as const;
