import { decodeBase64, decodeBase64Url, encodeBase64Url } from '../../../src/crypto/base64.ts';
import { machineName } from '../../../src/documents/machineName.ts';
import { charactersOf, symbolOf } from '../../../src/documents/symbols/crockford.ts';
import { foldText } from '../../store/foldText.ts';

/** A possible meaning of a search text. */
export type Criterion =
  /** Id of a license or a request. */
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'installation'; readonly key: string; readonly machine: string }
  | { readonly by: 'machine'; readonly machine: string }
  | { readonly by: 'phrase'; readonly phrase: string }
  /** `*****-*****-*****-XXXXX`. */
  | { readonly by: 'serial'; readonly masked: string }
  /** Beginning of the holder's name, from `foldText`. */
  | { readonly by: 'holder'; readonly prefix: string };

const SERIAL_SYMBOLS = 20;
const GROUP = 5;
const MACHINE_SYMBOLS = 8;
const PHRASE_SYMBOLS = 6;

/**
 * Recognizes what a search text may mean. A holder's name can look like any other criterion, so it comes last, unless the
 * text cannot be a name.
 *
 * @param text any text; of a whole serial number, only the last group is used
 * @returns criteria in search order; none for an empty text
 */
export function recognizeSearch(text: string): readonly Criterion[] {
  const prefix = foldText(text);
  if (prefix === '') return [];
  const special = [...keysIn(text.trim()), ...codesIn(text)];
  const canBeName = !isSerialNumber(text) && special.every(({ by }) => by !== 'installation');
  return canBeName ? [...special, { by: 'holder', prefix }] : special;
}

function keysIn(text: string): Criterion[] {
  if (decodeBase64Url(text)?.length === 16) return [{ by: 'id', id: text }];
  const key = decodeBase64Url(text) ?? decodeBase64(text);
  if (key?.length !== 32) return [];
  return [{ by: 'installation', key: encodeBase64Url(key), machine: machineName(key) }];
}

/** Recognizes codes in Crockford's Base32 by their length. */
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

/** Whether the text is a serial number, masked or whole, correct or not; only its last group may be used. */
function isSerialNumber(text: string): boolean {
  return text.includes('*') || codesIn(text).some(({ by }) => by === 'serial' && text.trim().length >= SERIAL_SYMBOLS);
}
