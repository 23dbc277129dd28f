import { readRequest } from '../../src/documents/request.ts';
import { exitCodes } from '../command.ts';
import { UsageError } from '../errors.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { argument, flag, option } from '../framework/parameters.ts';
import { file, text } from '../framework/valueTypes.ts';
import { makeLicenseFolder } from '../issue/licenseFiles.ts';
import { orderColumns, readOrders } from '../issue/orders.ts';
import { readSerial } from '../issue/serialSource.ts';
import { readProfileFor } from '../machine/context/profile.ts';
import { type MachineEnvironment, systemOf } from '../machine/context/system.ts';
import { machineOptions } from '../machine/options.ts';
import { findDocuments } from '../vendor/foundDocuments.ts';
import { readTableText } from '../vendor/tableInput.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { fetchLicenses } from './fetchLicenses.ts';
import { reportFetched } from './reportFetched.ts';

export const command = defineCommand({
  name: 'fetch',
  summary: 'Send a folder of license requests to the vendor’s service, and write a folder of licenses.',
  description: `Run it on a computer with internet. It sends each request to the service that the vendor profile names, waits and tries again when the service is busy, and writes each license to a file named like its request and for its machine.

You can run it again at any time: a request whose license is in the folder is not sent, and the service answers a repeated request with the same license.

--orders names a table (CSV) for requests that differ, with the columns ${orderColumns.join(', ')}. “request” is the computer ID of the machine, the id of the request, or the name of its file. What a line leaves out comes from the options.`,
  arguments: {
    request: argument({
      ...{ value: 'REQUEST', type: file, presence: 'some' },
      help: 'License request, also as an e-mail, archive or bundle; folder of them',
    }),
  },
  options: {
    type: option({ value: 'ID', type: text, help: 'License type; needed without --orders' }),
    serialFile: option({ value: 'FILE', type: file, help: 'Read the serial number from the first line of a file' }),
    serial: option({
      ...{ value: 'SERIAL', type: text },
      help: 'With -, ask for the serial number, or read it from standard input; otherwise the number itself',
    }),
    orders: option({ value: 'TABLE', type: file, help: 'Table with license type and serial number by request' }),
    confirmChange: flag({ help: 'Continue although a machine has changed (machine-changed)' }),
    output: option({ short: 'o', value: 'FOLDER', type: file, help: 'Folder for the licenses; needed' }),
    json: machineOptions.json,
    profile: machineOptions.profile,
  },
  notes:
    'Prefer --serial-file or --serial -: other users of the computer can see the arguments of a command, and your shell remembers them.',
  examples: [
    {
      does: 'Fetch the licenses of all requests in a folder',
      line: 'fetch requests --type pro --serial-file serial.txt -o licenses',
    },
  ],
  exits: { 0: 'every request has its license', 1: 'one has none' },
  async run(
    { request, type, serial, serialFile, orders, confirmChange, output, json, profile },
    environment: MachineEnvironment,
  ) {
    if (serial !== undefined && serialFile !== undefined) throw new UsageError(vendorTexts.serialOnce);
    if (orders === '-' && serial === '-') throw new UsageError(vendorTexts.ordersOnce);
    if (type === undefined && orders === undefined) throw new UsageError(vendorTexts.typeNeeded);
    if (output === undefined || output === '-') throw new UsageError(vendorTexts.folderNeeded);
    const vendor = readProfileFor(profile, systemOf(environment));
    const found = findDocuments(request, 'request', readRequest);
    const lines = orders === undefined ? [] : readOrders(await readTableText(orders, environment));
    const serialNumber = await readSerial({ serial, serialFile }, environment);
    const ordered = {
      ...(type !== undefined && { licenseType: type }),
      ...(serialNumber !== undefined && { serialNumber }),
      ...(confirmChange && { confirmChange }),
    };
    makeLicenseFolder(output);
    const results = await fetchLicenses({ found, lines, ordered, output, vendor }, environment.stdout);
    const unused = reportFetched(results, { found, lines, json }, environment);
    const isDone = unused === 0 && results.every(({ outcome }) => outcome !== 'refused');
    return isDone ? exitCodes.success : exitCodes.refused;
  },
});
