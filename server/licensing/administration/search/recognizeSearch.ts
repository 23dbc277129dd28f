import { decodeBase64, decodeBase64Url, encodeBase64Url } from '../../../../src/crypto/base64.ts';
import { machineId } from '../../../../src/documents/machineId.ts';
import { canonicalForeignSerial, maskForeignSerial } from '../../../../src/documents/serial/foreignSerialNumber.ts';
import { charactersOf, symbolOf } from '../../../../src/documents/symbols/crockford.ts';
import { searchedWords } from '../../../store/search/searchWords.ts';

/** A possible meaning of a search text. */
export type Criterion =
  /** Id of a license or a request. */
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'installation'; readonly key: string; readonly machine: string }
  | { readonly by: 'machine'; readonly machine: string }
  /** As the store shows a serial number: `*****-*****-*****-XXXXX`, or `*****` and up to four characters. */
  | { readonly by: 'serial'; readonly masked: string }
  /** Words of the holder's name, from `searchedWords`. */
  | { readonly by: 'holder'; readonly words: readonly string[] }
  /** Words of what the vendor noted about a serial number, and of its holder. */
  | { readonly by: 'note'; readonly words: readonly string[] };

const SERIAL_SYMBOLS = 20;
const GROUP = 5;
const MACHINE_SYMBOLS = 8;
/** Characters that the store shows of a serial number of another system, and length from which it shows all of them. */
const FOREIGN_SHOWN = 4;
const FOREIGN_LENGTH = 12;
/** Length from which at least two characters are shown: one alone would find too many. */
const SHORT_FOREIGN_LENGTH = 6;

/**
 * Recognizes what a search text may mean. Names and notes can look like any other criterion, so they come last, unless the
 * text cannot be one.
 *
 * @param text any text; of a whole serial number, only the end is used
 * @returns criteria in search order; none for a text without letters and digits
 */
export function recognizeSearch(text: string): readonly Criterion[] {
  const known = [...keysIn(text.trim()), ...codesIn(text)];
  const canBeForeign = known.every(({ by }) => by === 'machine');
  const ends = foreignEndsIn(text.trim());
  const wholes = canBeForeign ? wholeForeignSerialsIn(text.trim()) : [];
  const isLong = (canonicalForeignSerial(text)?.length ?? 0) >= FOREIGN_LENGTH;
  const special = [...known, ...ends, ...(isLong ? wholes : [])];
  const words = searchedWords(text);
  const canBeWords = words.length > 0 && !isSerialNumber(text) && known.every(({ by }) => by !== 'installation');
  // The end of a short one is shared by many, so names and notes go before it.
  return [
    ...special,
    ...(canBeWords
      ? ([
          { by: 'holder', words },
          { by: 'note', words },
        ] as const)
      : []),
    ...(isLong ? [] : wholes),
  ];
}

function keysIn(text: string): Criterion[] {
  if (decodeBase64Url(text)?.length === 16) return [{ by: 'id', id: text }];
  const key = decodeBase64Url(text) ?? decodeBase64(text);
  if (key?.length !== 32) return [];
  return [{ by: 'installation', key: encodeBase64Url(key), machine: machineId(key) }];
}

/** Recognizes codes in Crockford's Base32 by their length. */
function codesIn(text: string): Criterion[] {
  const symbols = [...text.replace(/[\s*\u2010-\u2015-]/gu, '')].map(symbolOf);
  const known = symbols.flatMap((symbol) => symbol ?? []);
  if (known.length < symbols.length) return [];
  const code = charactersOf(known);
  if (code.length === MACHINE_SYMBOLS) return [{ by: 'machine', machine: `${code.slice(0, 4)}-${code.slice(4)}` }];
  const isSerial = code.length === GROUP || code.length === SERIAL_SYMBOLS;
  return isSerial ? [{ by: 'serial', masked: `*****-*****-*****-${code.slice(-GROUP)}` }] : [];
}

/** Recognizes the last characters of a serial number of another system. */
function foreignEndsIn(text: string): Criterion[] {
  const canonical = canonicalForeignSerial(text.replace(/^\*+/, ''));
  const isEnd = canonical !== null && /[\p{L}\p{N}]/u.test(canonical) && [...canonical].length <= FOREIGN_SHOWN;
  return isEnd ? [{ by: 'serial', masked: `*****${canonical}` }] : [];
}

/** Recognizes a whole serial number of another system where each of its groups has a digit, unlike words. */
function wholeForeignSerialsIn(text: string): Criterion[] {
  const canonical = canonicalForeignSerial(text);
  const isWhole = canonical !== null && canonical.length >= SHORT_FOREIGN_LENGTH && !/[*…]/.test(text);
  const hasDigits = text.split(/\s+/).every((group) => /\d/.test(group));
  return isWhole && hasDigits ? [{ by: 'serial', masked: maskForeignSerial(canonical) }] : [];
}

/** Whether the text is a serial number, masked or whole, correct or not; only its last group may be used. */
function isSerialNumber(text: string): boolean {
  return text.includes('*') || codesIn(text).some(({ by }) => by === 'serial' && text.trim().length >= SERIAL_SYMBOLS);
}
