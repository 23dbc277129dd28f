import { flag, option } from '../framework/parameters.ts';
import { file } from '../framework/valueTypes.ts';

/** Options that several commands on the machine take. */
export const machineOptions = {
  profile: option({
    value: 'FILE',
    type: file,
    help: 'Vendor profile of the product',
    defaultText: 'KEYFERRY_PROFILE, else vendor.json in the current folder; an executable uses only its own',
  }),
  to: option({
    value: 'FILE',
    type: file,
    help: 'File from which the product reads its license',
    defaultText: 'as the vendor profile says',
  }),
  report: option({
    value: 'FILE',
    type: file,
    help: 'Text file to write for a security officer: every field, what it means, SHA-256, and the file itself',
    defaultText: 'none',
  }),
  force: flag({ help: 'Replace an existing file' }),
  json: flag({ help: 'Print the result as JSON' }),
} as const;

/** Exit codes of the commands that judge a license. */
export const licenseExits = {
  0: 'the license is valid on this machine',
  1: 'the license is refused, or there is none',
  3: 'the license is valid, but the clock is suspect',
} as const;
