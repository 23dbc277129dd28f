import type { DataFolder } from '../../server/dataFolder.ts';
import { checkAgainst } from '../../server/http/readBody.ts';
import { createActivations } from '../../server/licensing/activations.ts';
import { productOfDocument } from '../../server/licensing/products.ts';
import { type ProductFolder, productFolders } from '../../server/productFolder.ts';
import { type LicenseOrder, OrderSchema } from '../../src/contract/order.ts';
import { fileLimits } from '../../src/documents/fileLimits.ts';
import { documentsIn, onlyDocument, type ReadFile, readHealed } from '../../src/documents/incoming.ts';
import { type LicenseRequest, readRequest } from '../../src/documents/request.ts';
import { exitCodes } from '../command.ts';
import { folderFor, productIn } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { readAtMost, shown } from '../files.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, flag, option } from '../framework/parameters.ts';
import { file, text } from '../framework/valueTypes.ts';
import { ensureStore, withStore } from '../openStore.ts';
import { checkLicenseTarget, writeLicenseTo } from '../vendor/licenseTarget.ts';
import { actor, openIssuing } from '../vendor/openVendor.ts';
import { commonOptions, databaseNote, outputOptions, passphraseNote } from '../vendor/options.ts';
import { readInput } from '../vendor/readInput.ts';
import { askForSerial } from '../vendor/serialInput.ts';
import { vendorTexts } from '../vendor/texts.ts';

/** How much of a file with a serial number is read, in bytes. */
const longestSerial = 1000;

export const command = defineCommand({
  name: 'issue',
  summary: 'Answer a license request without a running service.',
  description: `The rules and the store are those of the service, which may run or not. The same request always gets the same license. The keyset follows the license where the machine holds an older one.`,
  arguments: {
    request: argument({
      value: 'REQUEST',
      type: file,
      help: 'License request, also as an e-mail or archive; - for standard input',
    }),
  },
  options: {
    type: option({ value: 'ID', type: text, required: true, help: 'License type, from the catalog' }),
    serialFile: option({ value: 'FILE', type: file, help: 'Read the serial number from the first line of a file' }),
    serial: option({
      ...{ value: 'SERIAL', type: text },
      help: 'With -, ask for the serial number, or read it from standard input; otherwise the number itself',
    }),
    holder: option({ value: 'NAME', type: text, help: 'Name this holder in the license' }),
    confirmChange: flag({ help: 'Issue although the machine has changed (machine-changed)' }),
    ...outputOptions,
    ...commonOptions,
  },
  notes: `Prefer --serial-file or --serial -: other users of the computer can see the arguments of a command, and your shell remembers them. --json needs -o.

${passphraseNote}

${databaseNote}`,
  examples: [
    { does: 'Answer a request and enter the serial number', line: 'issue pc.licreq --type pro --serial - -o pc.lic' },
    {
      does: 'Take the serial number from a file',
      line: 'issue pc.licreq --type pro --serial-file serial.txt -o pc.lic',
    },
  ],
  async run({ request, type, serial, serialFile, holder, confirmChange, data, ...target }, environment) {
    if (serial !== undefined && serialFile !== undefined) throw new UsageError(vendorTexts.serialOnce);
    if (request === '-' && serial === '-') throw new UsageError(vendorTexts.inputTwice);
    checkLicenseTarget(target, environment);
    const { file, content } = requestIn(await readInput(request, fileLimits.opened, environment.stdin));
    const folder = folderFor(data, environment.variables);
    const products = await openIssuing(requestedProduct(folder, content), environment);
    const serialNumber = await readSerial({ serial, serialFile }, environment);
    const order: LicenseOrder = checkAgainst(OrderSchema, {
      request: new TextDecoder().decode(file),
      licenseType: type,
      ...(serialNumber !== undefined && { serialNumber }),
      ...(holder !== undefined && { holder }),
      ...(confirmChange && { confirmChange }),
    });
    await ensureStore(folder, environment);
    const { outcome, file: license } = await withStore(folder, environment, ({ writer }) =>
      createActivations({ products, writer, actor, now: environment.now }).activate(order),
    );
    const said = outcome === 'issued' ? vendorTexts.issued : vendorTexts.issuedBefore;
    await writeLicenseTo(target, environment, { file: license, said, facts: { outcome } });
    return exitCodes.success;
  },
});

/**
 * Finds the request, and verifies it before the command asks for anything.
 *
 * @returns its content, and exact bytes without the damages of its way
 * @throws Refusal every code of `documentsIn`, `onlyDocument`, `readHealed` and `readRequest`; UsageError
 */
function requestIn(bytes: Uint8Array): ReadFile<LicenseRequest> {
  const documents = documentsIn(bytes);
  if (documents.filter(({ type }) => type === 'request').length > 1) throw new UsageError(vendorTexts.severalRequests);
  return readHealed(onlyDocument(documents, 'request'), readRequest);
}

/** @throws CommandError `vendor-missing`; Refusal `product-other` */
function requestedProduct(folder: DataFolder, request: LicenseRequest): ProductFolder {
  const all = new Map(productFolders(folder).map((each) => [each.product, each]));
  return all.size < 2 ? productIn(folder, undefined) : productOfDocument(all, request);
}

interface SerialSource {
  readonly serial: string | undefined;
  readonly serialFile: string | undefined;
}

/** @throws CommandError `input-missing`, `serial-file-empty`, and those of `readAtMost` */
async function readSerial(
  { serial, serialFile }: SerialSource,
  environment: CommandEnvironment,
): Promise<string | undefined> {
  if (serialFile === undefined) return serial === '-' ? askForSerial(environment) : serial;
  const content = new TextDecoder().decode(readAtMost(serialFile, longestSerial)).replace(/^\ufeff/, '');
  const line = content.split(/\r?\n/, 1)[0]?.trim() ?? '';
  if (line === '') throw new CommandError('serial-file-empty', { path: shown(serialFile) });
  return line;
}
