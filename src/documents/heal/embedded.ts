import type { Squeezed } from './squeeze.ts';

/** Fewer characters cannot hold a document. */
const shortestRun = 160;
/** A word of that many characters of base64 is not a word of a language. */
const shortestToken = 16;
/** How base64 of documents, archives and UTF-16 begins. */
const BEGINNINGS = /PD94bWwg|77u\/PD94|PHJvb3Q\+|PExpY2Vuc2|PEtleXNld|UEsDB|H4sI|\/\/48A|\/v8AP|PAA\/AH|ADwAPw/g;
/** Base64, or base64url with one of its own characters. */
const RUN = /[A-Za-z0-9+/=]+/g;
const URL_RUN = /[A-Za-z0-9_=-]+/g;
const mostRuns = 64;

/**
 * Finds base64 of whole files in a text: parts of a mail, data URLs, armored files. Line breaks and quotation marks within do
 * not matter.
 *
 * @returns the decoded bytes of each
 */
export function embeddedFiles(squeezed: Squeezed): readonly Uint8Array[] {
  const files: Uint8Array[] = [];
  for (const match of [...squeezed.text.matchAll(RUN), ...squeezed.text.matchAll(URL_RUN)]) {
    if (match[0].length < shortestRun) continue;
    const from = firstToken(squeezed, match.index, match[0].length);
    const run = match[0].slice(from);
    if (/^[0-9a-f]+$/i.test(run)) files.push(decodeHexadecimal(run));
    else for (const part of partsOf(run)) if (part.length >= shortestRun) files.push(decode(part));
    if (files.length >= mostRuns) break;
  }
  return files;
}

/** Words before the first line of base64 belong to the text around. */
function firstToken({ at }: Squeezed, from: number, length: number): number {
  let start = from;
  for (let end = from + 1; end <= from + length; end++) {
    if (end < from + length && at[end] === (at[end - 1] ?? 0) + 1) continue;
    if (end - start >= shortestToken) return start - from;
    start = end;
  }
  return length;
}

/** Splits a run where a file's beginning shows: files one after another, or after a long word. */
function partsOf(run: string): readonly string[] {
  const cuts = [...run.matchAll(BEGINNINGS)].map(({ index }) => index).slice(0, mostRuns);
  const parts = cuts.flatMap((cut, at) => (cut > 0 ? run.slice(cut, cuts[at + 1]) : []));
  // A beginning may also show by chance within a file.
  return [run, ...parts];
}

function decode(run: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((run.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let count = 0;
  for (let at = 0; at < run.length; at++) {
    const value = sextetOf(run.charCodeAt(at));
    if (value < 0) {
      // Padding ends a file; any other `=` is a soft line break of quoted-printable.
      if (count === 2 || (count === 4 && run[at + 1] === '=')) break;
      continue;
    }
    bits = (bits << 6) | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[length++] = bits >> count;
      bits &= (1 << count) - 1;
    }
  }
  return bytes.subarray(0, length);
}

/** Both alphabets of RFC 4648; -1 for padding. */
function sextetOf(code: number): number {
  if (code >= 0x61) return code - 71;
  if (code === 0x5f) return 63;
  if (code >= 0x41) return code - 65;
  if (code >= 0x30 && code <= 0x39) return code + 4;
  if (code === 0x2b || code === 0x2d) return 62;
  return code === 0x2f ? 63 : -1;
}

function decodeHexadecimal(run: string): Uint8Array {
  return Uint8Array.from({ length: run.length >> 1 }, (_, at) => Number.parseInt(run.slice(2 * at, 2 * at + 2), 16));
}
