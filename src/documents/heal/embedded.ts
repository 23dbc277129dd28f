import { isArchive } from './archive.ts';
import { hexadecimalDigit } from './codeUnits.ts';
import type { Squeezed } from './squeeze.ts';

/** Fewer characters cannot hold a document. */
const shortestRun = 160;
/** A word of that many characters of base64 is not a word of a language. */
const shortestToken = 16;
/** How base64 of documents, archives and UTF-16 begins. */
const BEGINNINGS = /PD94bWwg|77u\/PD94|PHJvb3Q\+|PExpY2Vuc2|PEtleXNld|UEsDB|H4sI|\/\/48A|\/v8AP|PAA\/AH|ADwAPw/g;
/** Characters that are decoded to see whether a run is worth it. */
const sampleLength = 256;
const STANDARD = 1;
const URL_SAFE = 2;
/** Alphabets of RFC 4648 sections 4 and 5 that a character belongs to. */
const membership = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z0-9=]/.test(character)) return STANDARD | URL_SAFE;
  return /[+/]/.test(character) ? STANDARD : /[_-]/.test(character) ? URL_SAFE : 0;
});
const mostRuns = 64;

/**
 * Finds base64 of whole files in a text: parts of a mail, data URLs, armored files. Line breaks and quotation marks within do
 * not matter.
 *
 * @returns the decoded bytes of each
 */
export function embeddedFiles(squeezed: Squeezed): readonly Uint8Array[] {
  const files: Uint8Array[] = [];
  for (const [from, to] of runsIn(squeezed.text)) {
    const run = squeezed.text.slice(firstToken(squeezed, from, to), to);
    if (run.length < shortestRun) continue;
    if (/^[0-9a-f]+$/i.test(run)) files.push(decodeHexadecimal(run));
    for (const part of partsOf(run)) {
      if (part.length >= shortestRun && isPromising(decode(part.slice(0, sampleLength)))) files.push(decode(part));
    }
    if (files.length >= mostRuns) break;
  }
  return files;
}

/** Finds runs of base64, and of base64url where one of its own characters is in them. */
function runsIn(text: string): readonly (readonly [from: number, to: number])[] {
  const runs: (readonly [number, number])[] = [];
  let standard = 0;
  let urlSafe = 0;
  let lastOwn = -1;
  for (let at = 0; at <= text.length; at++) {
    const member = at < text.length ? (membership[text.charCodeAt(at)] ?? 0) : 0;
    if (member === (STANDARD | URL_SAFE)) continue;
    if (member !== STANDARD) {
      if (at - standard >= shortestRun) runs.push([standard, at]);
      standard = at + 1;
    }
    if (member === URL_SAFE) lastOwn = at;
    else {
      if (at - urlSafe >= shortestRun && lastOwn >= urlSafe) runs.push([urlSafe, at]);
      urlSafe = at + 1;
    }
  }
  return runs;
}

/** Decoded by chance, most bytes are no text. Documents, mails and UTF-16 are ASCII and zeros for the most part. */
function isPromising(sample: Uint8Array): boolean {
  if (isArchive(sample)) return true;
  const unlikely = sample.filter((byte) => byte > 0x7e || (byte < 0x20 && ![0x00, 0x09, 0x0a, 0x0d].includes(byte)));
  return unlikely.length <= sample.length / 8 || isUtf8(sample);
}

/** Non-ASCII holders, or spaces and quotation marks that were changed. A character may be cut at the sample's end. */
function isUtf8(sample: Uint8Array): boolean {
  let end = sample.length;
  while (end > 0 && (sample[end - 1] ?? 0) >= 0x80) end--;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(sample.subarray(0, end)).includes('<');
  } catch {
    return false;
  }
}

/** Words before the first line of base64 belong to the text around. */
function firstToken({ at }: Squeezed, from: number, to: number): number {
  let start = from;
  for (let end = from + 1; end <= to; end++) {
    if (end < to && at[end] === (at[end - 1] ?? 0) + 1) continue;
    if (end - start >= shortestToken) return start;
    start = end;
  }
  return to;
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
  const bytes = new Uint8Array(run.length >> 1);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] = 16 * hexadecimalDigit(run.charCodeAt(2 * at)) + hexadecimalDigit(run.charCodeAt(2 * at + 1));
  }
  return bytes;
}
