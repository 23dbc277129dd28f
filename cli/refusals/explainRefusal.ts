import { refusals } from '../../src/messages/en/refusals.ts';
import { refusalsIn } from '../../src/messages/refusalText.ts';
import type { RefusalCode, RefusalDetails } from '../../src/refusal.ts';
import { printableDetails } from '../terminalText.ts';
import { userRefusals } from './userRefusals.ts';
import { vendorRefusals } from './vendorRefusals.ts';

/** Who reads a command's messages: a person who activates machines or carries files, or the vendor. */
export type RefusalReader = 'user' | 'vendor';

/** First words of the commands that customers run; the vendor runs all others. */
const userCommands = ['machine', 'qr'];

/** @param command its name, such as `keys init` */
export function readerOf(command: string): RefusalReader {
  return userCommands.includes(command.split(' ')[0] ?? '') ? 'user' : 'vendor';
}

const wizardText = refusalsIn(refusals);

/** @returns one line: the code, what it means, what to do */
export function explainRefusal(code: RefusalCode, details: RefusalDetails, reader: RefusalReader): string {
  const printable = printableDetails(details);
  const tables = reader === 'vendor' ? [vendorRefusals, userRefusals] : [userRefusals];
  const texts = tables.map((table) => {
    const own = table[code];
    return typeof own === 'function' ? own(printable) : own;
  });
  const { title, why, next } = texts.find((text) => text) ?? wizardText(code, printable);
  return `${code}: ${title}. ${why} ${next}`;
}
