import { refusals } from '../../src/messages/en/refusals.ts';
import { refusalsIn } from '../../src/messages/refusalText.ts';
import type { RefusalCode, RefusalDetails } from '../../src/refusal.ts';
import { printableDetails } from '../terminalText.ts';
import type { RefusalReader } from './reader.ts';
import { userRefusals } from './userRefusals.ts';
import { vendorRefusals } from './vendorRefusals.ts';

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
