import type { DocumentContents } from '../documents/contents/contents.ts';
import { fingerprintOf, sha256Text } from '../documents/contents/fingerprint.ts';
import { machineId } from '../documents/machineId.ts';
import { type DocumentRow, documentRows, type RowTexts } from './documentRows.ts';

/** Longest line of the report, in characters; a value of the file is never broken. */
const WIDTH = 100;
const INDENT = 4;

export interface ReportedFile {
  /** As the file is or will be called. */
  readonly name: string;
  /** Exact bytes. */
  readonly file: Uint8Array;
  readonly contents: DocumentContents;
  /** Lines about what is not in the file, such as hardware that could not be read. */
  readonly notes?: readonly string[];
}

/**
 * Writes a report on a document for a security officer: each field as it stands in the file, what it means and whether it
 * identifies anybody; SHA-256; the file itself.
 *
 * @returns plain text, lines end in LF
 */
export function documentReport({ name, file, contents, notes = [] }: ReportedFile, texts: RowTexts): string {
  const { words } = texts;
  const { report, details } = words;
  const title = report.title(words.kinds[contents.type]);
  const { installationKey } = contents.values;
  const head: (readonly [string, string])[] = [
    [report.file, name],
    ...(installationKey instanceof Uint8Array ? [[report.computer, machineId(installationKey)] as const] : []),
    [report.size, details.size(new Intl.NumberFormat(texts.language).format(file.length))],
    ['SHA-256', sha256Text(file)],
    [details.fingerprint, fingerprintOf(file)],
  ];
  const parts = [
    `${title}\n${'='.repeat(title.length)}`,
    columns(head, 0),
    ...documentRows(contents, texts).map((row) => field(row, texts)),
    ...notes.map((note) => wrap(note, 0)),
    wrap(report.nothingElse, 0),
    wrap(report.check, 0),
    `${report.exact}\n${'-'.repeat(report.exact.length)}\n${new TextDecoder().decode(file)}`,
  ];
  return `${parts.join('\n\n').trimEnd()}\n`;
}

function field({ name, element, value, inWords, meaning, identifies }: DocumentRow, { words }: RowTexts): string {
  const { report, details } = words;
  const lines: (readonly [string, string])[] = [
    [details.inFile, value ?? words.absent],
    ...(inWords === null ? [] : [[report.inWords, inWords] as const]),
    ...(meaning === '' ? [] : [[report.meaning, meaning] as const]),
    [report.identifies, words.identifies[identifies]],
  ];
  return `${name} (${element})\n${columns(lines, INDENT)}`;
}

/** Terms and their texts in two columns. */
function columns(lines: readonly (readonly [string, string])[], indent: number): string {
  const width = Math.max(...lines.map(([term]) => term.length)) + 2;
  return lines
    .map(([term, text]) => `${' '.repeat(indent)}${`${term}:`.padEnd(width)}${wrap(text, indent + width)}`)
    .join('\n');
}

/** Breaks a text between words; further lines begin at the same place. */
function wrap(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}
