import type { DataFolder } from '../../server/dataFolder.ts';
import { checkAgainst } from '../../server/http/readBody.ts';
import { createActivations } from '../../server/licensing/activations.ts';
import { productOfDocument } from '../../server/licensing/products.ts';
import { type ProductFolder, productFolders } from '../../server/productFolder.ts';
import { OrderSchema } from '../../src/contract/calls/order.ts';
import { fileLimits } from '../../src/documents/fileLimits.ts';
import type { ReadFile } from '../../src/documents/heal/exactDocuments.ts';
import { type LicenseRequest, readRequest } from '../../src/documents/request.ts';
import { exitCodes } from '../command.ts';
import { folderFor, productIn } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, flag, option } from '../framework/parameters.ts';
import { file, text } from '../framework/valueTypes.ts';
import { ensureStore, withStore } from '../openStore.ts';
import { documentsAt, type FoundDocument, findDocuments, isFolder } from '../vendor/foundDocuments.ts';
import { checkLicenseTarget, writeLicenseTo } from '../vendor/licenseTarget.ts';
import { actor, openIssuing } from '../vendor/openVendor.ts';
import { commonOptions, databaseNote, outputOptions, passphraseNote } from '../vendor/options.ts';
import type { OutputTarget } from '../vendor/output.ts';
import { readInput } from '../vendor/readInput.ts';
import { readTableText } from '../vendor/tableInput.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { issueByCode } from './issueByCode.ts';
import { issueMany } from './issueMany.ts';
import { type Ordered, orderColumns, readOrders } from './orders.ts';
import { readSerial } from './serialSource.ts';

export const command = defineCommand({
  name: 'issue',
  summary: 'Answer license requests without a running service.',
  description: `The rules and the store are those of the service, which may run or not. The same request always gets the same license. The keyset follows the license where the machine holds an older one.

Several requests need -o FOLDER: each license becomes a file there, named like its request and for its machine. No file is ever replaced, so you can run the command again; a table on standard output shows what became of each request, and standard error why one was refused.

--orders names a table (CSV) for requests that differ, with the columns ${orderColumns.join(', ')}. “request” is the computer ID of the machine, the id of the request, or the name of its file. What a line leaves out comes from the options.`,
  arguments: {
    request: argument({
      ...{ value: 'REQUEST', type: file, presence: 'any' },
      help: 'License request, also as an e-mail, archive or bundle; folder of them; - for standard input',
    }),
  },
  options: {
    type: option({ value: 'ID', type: text, help: 'License type, from the catalog; needed without --orders' }),
    code: option({
      ...{ value: 'CODE', type: text },
      help: 'Instead of a request: installation code that the machine shows; - to type it, or for standard input. Prints the confirmation code',
    }),
    product: option({ value: 'ID', type: text, help: 'Product of --code, where that does not tell it' }),
    new: flag({ help: 'With --code: a new license also where the machine was given one today' }),
    serialFile: option({ value: 'FILE', type: file, help: 'Read the serial number from the first line of a file' }),
    serial: option({
      ...{ value: 'SERIAL', type: text },
      help: 'With -, ask for the serial number, or read it from standard input; otherwise the number itself',
    }),
    holder: option({ value: 'NAME', type: text, help: 'Name this holder in the license' }),
    orders: option({
      value: 'TABLE',
      type: file,
      help: 'Table with license type, serial number and holder by request',
    }),
    confirmChange: flag({ help: 'Issue although the machine has changed (machine-changed)' }),
    ...outputOptions,
    output: option({
      ...{ value: 'OUT', short: 'o', type: file, defaultText: 'standard output' },
      help: 'File that only you can read; folder for several requests',
    }),
    ...commonOptions,
  },
  notes: `Prefer --serial-file or --serial -: other users of the computer can see the arguments of a command, and your shell remembers them. --json needs -o, except with --code.

${passphraseNote}

${databaseNote}`,
  examples: [
    { does: 'Answer a request and enter the serial number', line: 'issue pc.licreq --type pro --serial - -o pc.lic' },
    {
      does: 'Take the serial number from a file',
      line: 'issue pc.licreq --type pro --serial-file serial.txt -o pc.lic',
    },
    { does: 'Answer the code that somebody reads out on the telephone', line: 'issue --code - --type pro' },
    { does: 'Answer all requests and mails in a folder', line: 'issue inbox --orders orders.csv -o outbox' },
  ],
  exits: { 0: 'every request has its license', 1: 'one was refused' },
  async run({ request, code, product, new: isNew, serial, serialFile, orders, data, ...values }, environment) {
    if (serial !== undefined && serialFile !== undefined) throw new UsageError(vendorTexts.serialOnce);
    if ((code === undefined) === (request.length === 0)) throw new UsageError(vendorTexts.codeOrRequests);
    if (code !== undefined) {
      checkCodeAlone({ ...values, code, orders, serial }, environment);
      const ordered = async () => orderedBy(values, await readSerial({ serial, serialFile }, environment));
      const folder = folderFor(data, environment.variables);
      return issueByCode({ code, product, isNew, folder, json: values.json, ordered }, environment);
    }
    if (request.includes('-') && serial === '-') throw new UsageError(vendorTexts.inputTwice);
    if (orders === '-' && (request.includes('-') || serial === '-')) throw new UsageError(vendorTexts.ordersOnce);
    if (values.type === undefined && orders === undefined) throw new UsageError(vendorTexts.typeNeeded);
    const isOne = request.length === 1 && orders === undefined && ![...request, values.output ?? ''].some(isFolder);
    if (isOne) checkLicenseTarget(values, environment);
    else checkBatchTarget(values);
    const found = await readRequests(request, environment);
    const [only] = found;
    const folder = folderFor(data, environment.variables);
    const source = { serial, serialFile };
    if (isOne && only !== undefined && found.length === 1) {
      if ('refusal' in only) throw only.refusal;
      return issueOne(only, { ...values, source, folder }, environment);
    }
    const output = checkBatchTarget(values);
    const lines = orders === undefined ? [] : readOrders(await readTableText(orders, environment));
    const folders = foldersFor(folder, found);
    const products = await openIssuing([...folders.values()], environment);
    const ordered = orderedBy(values, await readSerial(source, environment));
    return issueMany({ found, ordered, lines, output, json: values.json }, { folder, folders, products }, environment);
  },
});

interface OrderValues extends OutputTarget {
  readonly type: string | undefined;
  readonly holder: string | undefined;
  readonly confirmChange: boolean;
  readonly json: boolean;
}

interface CodeValues extends Pick<OrderValues, 'type' | 'output'> {
  readonly code: string;
  readonly orders: string | undefined;
  readonly serial: string | undefined;
}

/** @throws UsageError */
function checkCodeAlone({ code, type, output, orders, serial }: CodeValues, { stdin }: CommandEnvironment): void {
  if (output !== undefined || orders !== undefined) throw new UsageError(vendorTexts.codeAlone);
  if (type === undefined) throw new UsageError(vendorTexts.typeNeeded);
  if (code === '-' && serial === '-' && !stdin.isTTY) throw new UsageError(vendorTexts.codeAndSerial);
}

/** @throws UsageError */
function checkBatchTarget({ output, force }: OutputTarget): string {
  if (output === undefined || output === '-') throw new UsageError(vendorTexts.folderNeeded);
  if (force) throw new UsageError(vendorTexts.forceUnused);
  return output;
}

/** Finds the requests, and verifies them before the command asks for anything. */
async function readRequests(
  paths: readonly string[],
  environment: CommandEnvironment,
): Promise<readonly FoundDocument<LicenseRequest>[]> {
  const piped = paths.includes('-') ? await readInput('-', fileLimits.opened, environment) : null;
  return [
    ...(piped === null ? [] : documentsAt('-', piped, 'request', readRequest)),
    ...findDocuments(
      paths.filter((path) => path !== '-'),
      'request',
      readRequest,
    ),
  ];
}

function orderedBy({ type, holder, confirmChange }: OrderValues, serialNumber: string | undefined): Ordered {
  return {
    ...(type !== undefined && { licenseType: type }),
    ...(serialNumber !== undefined && { serialNumber }),
    ...(holder !== undefined && { holder }),
    ...(confirmChange && { confirmChange }),
  };
}

interface OneOrder extends OrderValues {
  readonly source: Parameters<typeof readSerial>[0];
  readonly folder: DataFolder;
}

async function issueOne(
  { file: request, content }: ReadFile<LicenseRequest>,
  { source, folder, ...values }: OneOrder,
  environment: CommandEnvironment,
): Promise<number> {
  const products = await openIssuing([requestedProduct(folder, content)], environment);
  const ordered = orderedBy(values, await readSerial(source, environment));
  const order = checkAgainst(OrderSchema, { ...ordered, request: new TextDecoder().decode(request) });
  await ensureStore(folder, environment);
  const { outcome, file: license } = await withStore(folder, environment, ({ writer }) =>
    createActivations({ products, writer, actor, now: environment.now }).activate(order),
  );
  const said = outcome === 'issued' ? vendorTexts.issued : vendorTexts.issuedBefore;
  await writeLicenseTo(values, environment, { file: license, said, facts: { outcome } });
  return exitCodes.success;
}

function productsIn(folder: DataFolder): ReadonlyMap<string, ProductFolder> {
  return new Map(productFolders(folder).map((each) => [each.product, each]));
}

/** @throws CommandError `vendor-missing`; Refusal `product-other` */
function requestedProduct(folder: DataFolder, request: LicenseRequest): ProductFolder {
  const all = productsIn(folder);
  return all.size < 2 ? productIn(folder, undefined) : productOfDocument(all, request);
}

/** The products that the requests name; the main one for those that name no product of the vendor. */
function foldersFor(
  folder: DataFolder,
  found: readonly FoundDocument<LicenseRequest>[],
): ReadonlyMap<string, ProductFolder> {
  const named = new Set(found.flatMap((each) => ('refusal' in each ? [] : each.content.product)));
  const all = productsIn(folder);
  const chosen = [...all].filter(([id]) => named.has(id));
  if (chosen.length > 0) return new Map(chosen);
  const [main = productIn(folder, undefined)] = all.values();
  return new Map([[main.product, main]]);
}
