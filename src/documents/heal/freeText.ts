import { decodeAsCodePages, decodeDoubled, decodeShown } from './codePages.ts';
import { decodeReferences } from './layers/references.ts';

/**
 * One way in which a free text may have suffered, with the texts it may have been, the likeliest first. A change that does
 * not concern a text returns it unchanged.
 */
interface Doubt {
  readonly concerns: RegExp;
  readonly readings: readonly ((text: string) => string)[];
}

const LINE_END = /\r\n?|[\n\v\f\u0085\u2028\u2029\u21a9\u21b5\u23ce\u240a\u2424]/;
/** Marks of quotation and of a border. */
const LINE_HEAD = /^[ \t>|│┃]+/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
const INVISIBLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]/;
const same = (text: string): string => text;

function joinLines(separator: string): (text: string) => string {
  return (text) =>
    text
      .split(LINE_END)
      .map((line, at) => withoutBorder(at === 0 ? line : line.replace(LINE_HEAD, '')))
      .filter((line) => line !== '')
      .join(separator);
}

/** A terminal draws borders around the panes of its window. */
function withoutBorder(line: string): string {
  return line.trimEnd().replace(/[│┃]$/, '').trimEnd();
}

const joinExactly = (text: string): string => text.split(LINE_END).join('');

const straight: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201b': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2013': '-',
  '\u2014': '--',
  '\u2026': '...',
  '\u2011': '-',
};
const straighten = (text: string): string => text.replace(/[\u2011-\u201e\u2026]/g, (one) => straight[one] ?? one);

/** In the order in which the damages are undone. */
const doubts: readonly Doubt[] = [
  { concerns: /&/, readings: [decodeReferences, (text) => decodeReferences(decodeReferences(text)), same] },
  { concerns: LINE_END, readings: [joinLines(' '), joinLines(''), joinExactly] },
  { concerns: /[\u0080-\uffff]/, readings: [same, decodeDoubled, (text) => decodeDoubled(decodeDoubled(text))] },
  { concerns: /[\t\u00a0\u00b7\u1680\u2000-\u200a\u202f\u205f\u3000]/, readings: [toSpaces, same] },
  { concerns: / {2}/, readings: [same, (text) => text.replace(/ +/g, ' ')] },
  {
    concerns: INVISIBLE,
    readings: [withoutInvisible, same],
  },
  { concerns: /[\\`]/, readings: [(text) => text.replace(/[\\`]/g, ''), same] },
  { concerns: /[\u2011-\u201e\u2026]/, readings: [same, straighten] },
  {
    concerns: /[\u0080-\uffff]/,
    readings: [
      same,
      (text) => text.normalize('NFC'),
      (text) => text.normalize('NFD'),
      (text) => text.normalize('NFKC'),
    ],
  },
];

function toSpaces(text: string): string {
  return text.replace(/[\t\u00a0\u00b7\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ');
}

function withoutInvisible(text: string): string {
  return text.replace(new RegExp(INVISIBLE, 'g'), '');
}

/** What is known of the damage to the text around a value. */
export interface Surroundings {
  /** White space stands where no value has any: spaces in free texts may have been added, too. */
  readonly hasAddedSpaces: boolean;
  /** The bytes were not UTF-8. */
  readonly isSingleByte: boolean;
}

/** A text without any of this has one reading. */
const DOUBTFUL = /[^ -~]| {2}|[&\\`]/;
/** Most readings of one text. */
const mostReadings = 48;

/** A choice of one reading for every doubt. */
export type ReadingChoice = readonly number[];

/**
 * @param texts all free texts of a document, as they stand there
 * @returns the choices to read them all alike, the likeliest first; the first takes the first reading of each doubt
 */
export function uniformChoices(texts: readonly string[], most: number): readonly ReadingChoice[] {
  const doubtful = texts.filter((text) => DOUBTFUL.test(text));
  if (most === 1 || doubtful.length === 0) return [doubts.map(() => 0)];
  let choices: ReadingChoice[] = [[]];
  for (const [at, { readings }] of doubts.entries()) {
    const isOpen = doubtful.some((text) => {
      const before = choices.map((choice) => readBy(text, choice));
      return before.some((one) => new Set(readings.map((read) => concernedReading(at, one, read))).size > 1);
    });
    const count = isOpen ? readings.length : 1;
    choices = choices.flatMap((choice) => Array.from({ length: count }, (_, reading) => [...choice, reading]));
    choices = byLikelihood(choices).slice(0, most);
  }
  return choices;
}

/** @returns a text with one reading of each doubt */
export function readBy(text: string, choice: ReadingChoice): string {
  return choice.reduce((read, reading, at) => {
    const { readings = [] } = doubts[at] ?? {};
    return concernedReading(at, read, readings[reading] ?? same);
  }, text);
}

/** @returns all readings of one text, the likeliest first, at least one */
export function readingsOf(text: string, surroundings: Surroundings): readonly string[] {
  const readings = new Set(uniformChoices([text], mostReadings).map((choice) => readBy(text, choice)));
  for (const reading of linesJoinedSingly(text)) readings.add(reading);
  const [likeliest = text] = readings;
  if (/[\u0080-\uffff]/.test(likeliest)) for (const reading of decodeShown(likeliest)) readings.add(reading);
  if (surroundings.isSingleByte) for (const reading of decodeAsCodePages(likeliest)) readings.add(reading);
  if (surroundings.hasAddedSpaces) for (const reading of withoutSomeSpaces(likeliest)) readings.add(reading);
  return [...readings].slice(0, mostReadings);
}

function concernedReading(at: number, text: string, read: (text: string) => string): string {
  return doubts[at]?.concerns.test(text) ? read(text) : text;
}

function byLikelihood(choices: readonly ReadingChoice[]): ReadingChoice[] {
  const doubtfulness = (choice: ReadingChoice) => choice.reduce((sum, reading) => sum + reading, 0);
  return [...choices].sort((one, other) => doubtfulness(one) - doubtfulness(other));
}

/** Each line break may have replaced a space or been inserted; up to five of them are tried in all combinations. */
function linesJoinedSingly(text: string): readonly string[] {
  const lines = text
    .split(LINE_END)
    .map((line) => withoutBorder(line.replace(LINE_HEAD, '')))
    .filter(Boolean);
  const breaks = lines.length - 1;
  if (breaks < 2 || breaks > 5) return [];
  return Array.from({ length: 2 ** breaks }, (_, bits) =>
    lines.reduce((joined, line, at) => `${joined}${(bits >> (at - 1)) & 1 ? '' : ' '}${line}`),
  ).map(decodeReferences);
}

/** Without all spaces, and without each single one. */
function withoutSomeSpaces(text: string): readonly string[] {
  const parts = text.split(' ');
  const single = parts.slice(1).map((_, at) => `${parts.slice(0, at + 1).join(' ')}${parts.slice(at + 1).join(' ')}`);
  return [...single, parts.join('')];
}
