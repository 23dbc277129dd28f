import type { DocumentContents, FieldContent, WrittenAttribute } from '../documents/contents/contents.ts';
import { type Identifies, identifies } from '../documents/contents/identifies.ts';
import type { DocumentWords, FieldWords } from './documentWords.ts';
import { endDateIn } from './endDate.ts';
import { dateFormatIn } from './formats.ts';

/** A line of a document for people: what stands in the file, and what that means. */
export interface DocumentRow {
  readonly name: string;
  /** Element in the file, such as `CreatedAt`. */
  readonly element: string;
  /** As it stands in the file; null where it does not. */
  readonly value: string | null;
  /** The same for people, where that differs. */
  readonly inWords: string | null;
  readonly meaning: string;
  readonly identifies: Identifies;
}

/** What the rows need besides the document. */
export interface RowTexts {
  readonly words: DocumentWords;
  /** Language tag (BCP 47). */
  readonly language: string;
  /** Names of hardware components, by their text in the file. */
  readonly components: Readonly<Record<string, string>>;
  /** @returns what people call a product, a license type or another value; null where it has no other name */
  readonly nameOf?: (field: string, text: string) => string | null;
  /** IANA name; by default the reader's. */
  readonly timeZone?: string;
}

/** @returns one row a field, one an item where the field is a list of records, and the signature */
export function documentRows({ type, fields, signature }: DocumentContents, texts: RowTexts): readonly DocumentRow[] {
  const { words } = texts;
  const of: Readonly<Record<string, FieldWords>> = words.fields[type];
  const kinds: Readonly<Record<string, Identifies>> = identifies[type];
  const rows = fields.flatMap((field) =>
    fieldRows(field, of[field.name] ?? { name: field.element, meaning: '' }, kinds[field.name] ?? 'nobody', texts),
  );
  return [
    ...rows,
    {
      name: words.signature,
      element: 'Signature',
      value: signature.text,
      inWords: words.signedBy(signature.keyId),
      meaning: words.signatures[type],
      identifies: 'nobody',
    },
  ];
}

/** @returns writes an instant of a document as date and time in the reader's time zone */
export function momentIn(language: string, timeZone?: string): (instant: string) => string {
  const format = dateFormatIn(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
  return (instant) => format(new Date(instant));
}

function fieldRows(field: FieldContent, own: FieldWords, kind: Identifies, texts: RowTexts): DocumentRow[] {
  const { element, items } = field;
  const { name, meaning } = own;
  const { words } = texts;
  const [first] = items;
  const row = { name, element, meaning, identifies: kind };
  const empty = (otherwise: string): DocumentRow => ({
    ...row,
    value: null,
    inWords: own.none ?? otherwise,
    // What a value would mean says nothing where there is none.
    meaning: own.none === undefined ? meaning : '',
    identifies: 'nobody',
  });
  if (!first) return [empty(field.isList ? words.none : words.absent)];
  if (items.some(({ length }) => length > 1)) {
    return items.map((item) => ({ ...row, ...recordTexts(name, item, texts) }));
  }
  const value = items.map(([only]) => only?.text ?? '').join(', ');
  if (value === '') return [empty(words.none)];
  return [{ ...row, value, inWords: field.isList ? null : inWordsOf(field.name, first[0], own, texts) }];
}

/** An item with a component is named for it; others list their attributes. */
function recordTexts(name: string, item: readonly WrittenAttribute[], { components, language, timeZone }: RowTexts) {
  const [head, ...others] = item;
  const component = head?.name === 'Key' ? components[head.text] : undefined;
  if (component !== undefined) {
    return { name: `${name}: ${component}`, value: others.map(({ text }) => text).join(' '), inWords: null };
  }
  const moment = momentIn(language, timeZone);
  const dates = item.filter(({ isInstant }) => isInstant).map(({ text }) => moment(text));
  return {
    value: item.map((one) => `${one.name}: ${one.text}`).join(', '),
    inWords: dates.length > 0 ? dates.join(' – ') : null,
  };
}

function inWordsOf(
  field: string,
  written: WrittenAttribute | undefined,
  own: FieldWords,
  { language, timeZone, nameOf }: RowTexts,
): string | null {
  if (!written) return null;
  const { text, isInstant } = written;
  if (field === 'stopDate') return endDateIn(language, 'long', timeZone)(text);
  if (isInstant) return momentIn(language, timeZone)(text);
  return own.values?.[text] ?? nameOf?.(field, text) ?? null;
}
