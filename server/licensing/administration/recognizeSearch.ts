import { decodeBase64, decodeBase64Url, encodeBase64Url } from '../../../src/crypto/base64.ts';
import { charactersOf, symbolOf } from '../../../src/documents/crockford.ts';
import { machineName } from '../../../src/documents/machineName.ts';
import { foldText } from '../../store/foldText.ts';

/** What a text typed into the search may mean. */
export type Criterion =
  /** Of a license, or of a request. */
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'installation'; readonly key: string; readonly machine: string }
  | { readonly by: 'machine'; readonly machine: string }
  | { readonly by: 'phrase'; readonly phrase: string }
  /** `*****-*****-*****-XXXXX`. */
  | { readonly by: 'serial'; readonly masked: string }
  /** How the holder's name begins, folded. */
  | { readonly by: 'holder'; readonly prefix: string };

const SERIAL_SYMBOLS = 20;
const GROUP = 5;
const MACHINE_SYMBOLS = 8;
const PHRASE_SYMBOLS = 6;

/**
 * Tells what a person may have typed, pasted or heard on the telephone. A name can look like any of the others, so it is
 * looked for last, but where the text can be no name.
 *
 * @param text whatever it is; a whole serial number is read no further than its last group
 * @returns in the order in which to look; empty when the text is
 */
export function recognizeSearch(text: string): readonly Criterion[] {
  const prefix = foldText(text);
  if (prefix === '') return [];
  const special = [...keysIn(text.trim()), ...codesIn(text)];
  const isNoName = isSerialNumber(text) || special.some(({ by }) => by === 'installation');
  return isNoName ? special : [...special, { by: 'holder', prefix }];
}

function keysIn(text: string): Criterion[] {
  if (decodeBase64Url(text)?.length === 16) return [{ by: 'id', id: text }];
  const key = decodeBase64Url(text) ?? decodeBase64(text);
  if (key?.length !== 32) return [];
  return [{ by: 'installation', key: encodeBase64Url(key), machine: machineName(key) }];
}

/** What is made of Crockford's letters and digits, told apart by length. */
function codesIn(text: string): Criterion[] {
  const symbols = [...text.replace(/[\s*\u2010-\u2015-]/gu, '')].map(symbolOf);
  const known = symbols.flatMap((symbol) => symbol ?? []);
  if (known.length < symbols.length) return [];
  const code = charactersOf(known);
  const groups = `${code.slice(0, 4)}-${code.slice(4)}`;
  if (code.length === MACHINE_SYMBOLS) return [{ by: 'machine', machine: groups }];
  if (code.length === PHRASE_SYMBOLS) return [{ by: 'phrase', phrase: groups }];
  const isSerial = code.length === GROUP || code.length === SERIAL_SYMBOLS;
  return isSerial ? [{ by: 'serial', masked: `*****-*****-*****-${code.slice(-GROUP)}` }] : [];
}

/** Masked or whole, mistyped or not: no more of it than the last group shall go anywhere. */
function isSerialNumber(text: string): boolean {
  return text.includes('*') || codesIn(text).some(({ by }) => by === 'serial' && text.trim().length >= SERIAL_SYMBOLS);
}
