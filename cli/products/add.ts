import { lockFolder } from '../../server/folderLock.ts';
import { moveIntoProducts } from '../../server/moveIntoProducts.ts';
import { type ProductFolder, productFolders, singleProduct } from '../../server/productFolder.ts';
import { exitCodes } from '../command.ts';
import { dataOption, folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { option } from '../framework/parameters.ts';
import { file, text, wholeNumber } from '../framework/valueTypes.ts';
import { makeFirstKeys } from '../keys/init.ts';
import { withKeysLocked } from '../keys/keystore/openKeystore.ts';
import { passphraseNote, signingOptions, validOption } from '../keys/options.ts';
import { describeVendor } from '../setup/vendor.ts';
import { writeProduct } from '../setup/writeProduct.ts';
import { readVendorFile } from '../vendorFile.ts';
import { productTexts } from './texts.ts';

const defaultType = 'standard';

export const command = defineCommand({
  name: 'products add',
  summary: 'Add a product to the service of the vendor.',
  description: `The product gets its own catalog, profile, keystore and keyset, and shares service address, vendor, support and colors with the main product. You can edit its catalog.json and vendor.json later; the command replaces no file. With --root or --pin it also creates the product’s first keys, as “keyferry keys init” does.

One root key may serve several products: allow it with “keyferry keys allow” first. TYPE is as for “keyferry init”.`,
  options: {
    product: option({
      ...{ value: 'ID', type: text, required: true },
      help: 'Id of the product in every document: a-z 0-9 . -; it can never change',
    }),
    name: option({ value: 'NAME', type: text, required: true, help: 'Name of the product for people' }),
    version: option({ value: 'VERSION', type: text, required: true, help: 'Version that is sold now' }),
    type: option({
      ...{ value: 'TYPE', type: text, repeatable: true, defaultText: defaultType },
      help: 'License type',
    }),
    bindings: option({
      ...{ value: 'N', type: wholeNumber(1, 5), defaultText: 'as the main product' },
      help: 'How many of a machine’s five hardware components must stay the same, 1 to 5',
    }),
    deepLink: option({ value: 'URL', type: text, help: 'Link that opens the product' }),
    root: signingOptions.root,
    pin: option({
      ...{ value: 'FILE', type: file, repeatable: true },
      help: 'Root key that pages accept: FILE.pub, or the key itself',
    }),
    output: signingOptions.output,
    ...validOption,
    ...dataOption,
  },
  notes: passphraseNote,
  examples: [
    {
      does: 'Add a product and create its keys with a root key',
      line: 'products add --product nova --name Nova --version 1.0 --type pro --root root.json',
    },
  ],
  async run({ data, root, pin, output, valid, type, ...described }, environment) {
    const folder = folderFor(data, environment.variables);
    const [main] = productFolders(folder);
    if (main === undefined) throw new CommandError('vendor-missing', { path: shown(folder.products) });
    const { catalog, profile } = describeProduct(main, { ...described, types: type });
    if (singleProduct(folder) !== null) {
      // A service of an earlier version must not lose its files.
      const lock = lockFolder(folder);
      try {
        moveIntoProducts(folder);
      } finally {
        lock.release();
      }
    }
    const added = writeProduct(folder, { catalog, profile });
    environment.stdout.write(productTexts.added(catalog.product.id, shown(added.catalog), shown(added.profile)));
    if (root === undefined && pin.length === 0) {
      environment.stdout.write(productTexts.nextKeys(catalog.product.id));
      return exitCodes.success;
    }
    return withKeysLocked(folder, () => makeFirstKeys(added, { root, pin, output, valid }, environment));
  },
});

interface NewProduct {
  readonly product: string;
  readonly name: string;
  readonly version: string;
  readonly types: readonly string[];
  readonly bindings: number | undefined;
  readonly deepLink: string | undefined;
}

/** @throws UsageError that names the option */
function describeProduct(main: ProductFolder, { types, bindings, ...described }: NewProduct) {
  if (main.product === described.product) throw new UsageError(productTexts.known(shown(described.product)));
  const { vendor, serviceUrl, statusUrl, support, accent, logo, fileEndings, requiredBindings } = readVendorFile(main);
  const { catalog, profile } = describeVendor({
    ...described,
    types: types.length === 0 ? [defaultType] : types,
    bindings: bindings ?? requiredBindings,
    vendor: vendor.name,
    service: serviceUrl,
    ...{ status: statusUrl, accent, supportEmail: undefined, supportUrl: undefined, supportPhone: undefined },
  });
  return { catalog, profile: { ...profile, fileEndings, ...(support && { support }), ...(logo && { logo }) } };
}
