import { checkAgainst } from '../../server/http/readBody.ts';
import { createActivations } from '../../server/licensing/activations.ts';
import { type LicenseOrder, OrderSchema } from '../../src/contract/order.ts';
import { splitBundle } from '../../src/documents/bundle.ts';
import { MAX_FILE_BYTES } from '../../src/documents/envelope.ts';
import { readRequest } from '../../src/documents/request.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes, type Streams } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { readAtMost, shown } from '../files.ts';
import { checkLicenseTarget, writeLicenseTo } from '../vendor/licenseTarget.ts';
import { actor, makeStore, now, openIssuing, withAdmin } from '../vendor/openVendor.ts';
import { commonOptions, onlyOneIn, outputOptions } from '../vendor/options.ts';
import { readInput } from '../vendor/readInput.ts';
import { askForSerial } from '../vendor/serialInput.ts';
import { vendorWords } from '../vendor/words.ts';
import { issueHelp } from './help.ts';

/** Bytes of a file with a serial number that are looked at. */
const mostOfSerial = 1000;

export const issue: Command = {
  help: issueHelp,
  async run(args, streams) {
    const { values, positionals } = readArguments(args, {
      ...commonOptions,
      ...outputOptions,
      type: { type: 'string' },
      serial: { type: 'string' },
      'serial-file': { type: 'string' },
      holder: { type: 'string' },
      'confirm-change': { type: 'boolean' },
    });
    const path = onlyOneIn(positionals, vendorWords.requestNeeded);
    if (values.type === undefined) throw new UsageError(vendorWords.typeNeeded);
    if (values.serial !== undefined && values['serial-file'] !== undefined)
      throw new UsageError(vendorWords.serialOnce);
    if (path === '-' && values.serial === '-') throw new UsageError(vendorWords.inputTwice);
    checkLicenseTarget(values, streams);
    const file = await readInput(path, MAX_FILE_BYTES, streams.stdin);
    checkRequest(file);
    const folder = folderFor(values.data, process.env);
    const issuing = await openIssuing(folder, streams);
    const serialNumber = await serialIn(values, streams);
    const order: LicenseOrder = checkAgainst(OrderSchema, {
      request: new TextDecoder().decode(file),
      licenseType: values.type,
      ...(serialNumber !== undefined && { serialNumber }),
      ...(values.holder !== undefined && { holder: values.holder }),
      ...(values['confirm-change'] && { confirmChange: true }),
    });
    await makeStore(folder);
    const { outcome, file: license } = await withAdmin(folder, ({ writer }) =>
      createActivations({ ...issuing, writer, actor, now }).activate(order),
    );
    const said = outcome === 'issued' ? vendorWords.issued : vendorWords.issuedBefore;
    await writeLicenseTo(values, streams, { file: license, said, facts: { outcome } });
    return exitCodes.success;
  },
};

/**
 * Before anybody is asked for anything.
 *
 * @throws Refusal every code of `readRequest`; UsageFault
 */
function checkRequest(file: Uint8Array): void {
  const [first = file, another] = splitBundle(file);
  readRequest(first);
  if (another !== undefined) throw new UsageError(vendorWords.severalRequests);
}

interface Given {
  readonly serial?: string | undefined;
  readonly 'serial-file'?: string | undefined;
}

/** @throws Trouble `input-missing`, and those of `readAtMost` */
async function serialIn(values: Given, streams: Streams): Promise<string | undefined> {
  const path = values['serial-file'];
  if (path === undefined) return values.serial === '-' ? askForSerial(streams) : values.serial;
  const text = new TextDecoder().decode(readAtMost(path, mostOfSerial)).replace(/^\ufeff/, '');
  const line = text.split(/\r?\n/, 1)[0]?.trim() ?? '';
  if (line === '') throw new CommandError('serial-file-empty', { path: shown(path) });
  return line;
}
