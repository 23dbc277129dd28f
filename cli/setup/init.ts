import { productFolders } from '../../server/productFolder.ts';
import { exitCodes } from '../command.ts';
import { dataOption, folderFor } from '../dataFolder.ts';
import { CommandError } from '../errors.ts';
import { shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { option } from '../framework/parameters.ts';
import { text, wholeNumber } from '../framework/valueTypes.ts';
import { setupTexts } from './texts.ts';
import { describeVendor } from './vendor.ts';
import { writeProduct } from './writeProduct.ts';

/** Of a machine's five hardware components, this many must stay the same. */
const defaultBindings = 3;
const defaultType = 'standard';

export const command = defineCommand({
  name: 'init',
  summary: 'Create the vendor configuration: product, license types and service address.',
  description: `The command writes two files into the product’s folder of the data folder: catalog.json, what a license of each type grants, and vendor.json, what the pages show. You can edit both later. It replaces no file. Add further products with “keyferry products add”.

TYPE is the id of a license type, followed by what differs from the defaults:

  pro,name=Pro,description=For labs,features=export+plot,valid=365,renew=335
  personal,serial=none
  yearly,valid=365,from=activation
  trial,trial,valid=30
  classic,serials=any

serials=any also takes serial numbers of another system, any text of up to 64 characters, for customers who have them. valid is the number of days until a license ends (default: never). from says where they begin: request, with each request, so that the next one begins them again (default); activation, with the first activation of the serial number; sale, when the serial number was sold. The last two are renewed by sale alone. trial stands for serial=none, once per machine, from its first activation. renew is the number of days until a renewal is due (default: never).`,
  options: {
    product: option({
      ...{ value: 'ID', type: text, required: true },
      help: 'Id of the product in every document: a-z 0-9 . -; it can never change',
    }),
    name: option({ value: 'NAME', type: text, required: true, help: 'Name of the product for people' }),
    version: option({ value: 'VERSION', type: text, required: true, help: 'Version that is sold now' }),
    vendor: option({ value: 'NAME', type: text, required: true, help: 'Name of the vendor' }),
    service: option({
      ...{ value: 'URL', type: text, required: true },
      help: 'Address of the activation service, such as https://activate.example.com',
    }),
    type: option({
      ...{ value: 'TYPE', type: text, repeatable: true, defaultText: defaultType },
      help: 'License type',
    }),
    supportEmail: option({ value: 'ADDRESS', type: text, help: 'Support address, shown where something was refused' }),
    supportUrl: option({ value: 'URL', type: text, help: 'Support page' }),
    supportPhone: option({ value: 'NUMBER', type: text, help: 'Support telephone number' }),
    status: option({ value: 'URL', type: text, help: 'Page that shows whether the service is up' }),
    bindings: option({
      ...{ value: 'N', type: wholeNumber(1, 5), default: defaultBindings },
      help: 'How many of a machine’s five hardware components must stay the same, 1 to 5',
    }),
    accent: option({ value: '#RRGGBB', type: text, help: 'Color of the vendor' }),
    deepLink: option({ value: 'URL', type: text, help: 'Link that opens the product, such as orrery://start' }),
    stepNames: option({
      ...{ value: 'plain|guide', type: text, defaultText: 'plain' },
      help: 'guide: show the steps’ names of the vendor’s guide beside the plain ones',
    }),
    ...dataOption,
  },
  examples: [
    {
      does: 'Set up a product with one license type',
      line: 'init --product orrery --name "Orrery Studio" --version 5.2 --vendor Northlight --service https://activate.example.com',
    },
  ],
  async run({ data, type, ...options }, { stdout, variables }) {
    const { catalog, profile } = describeVendor({ ...options, types: type.length === 0 ? [defaultType] : type });
    const dataFolder = folderFor(data, variables);
    const other = productFolders(dataFolder).find(({ product }) => product !== catalog.product.id);
    if (other) throw new CommandError('product-first', { path: shown(dataFolder.path), product: shown(other.product) });
    const folder = writeProduct(dataFolder, { catalog, profile });
    stdout.write(setupTexts.vendorMade(shown(folder.catalog), shown(folder.profile)));
    return exitCodes.success;
  },
});
