import { sameBytes } from '../crypto/bytes.ts';
import { type RawKind, rawKinds } from './rawKind.ts';
import { utf8Text } from './utf8.ts';

/** What is the same in every signed file; only what stands between travels. */
const opening = '<?xml version="1.0" encoding="UTF-8"?>\n<root>\n';
const closing = '</Signature>\n</root>\n';

const kindByMark = new Map(rawKinds.flatMap((kind) => [[kind.mark, kind] as const, [kind.markSame, kind] as const]));
const anyMark = new RegExp(`[${[...kindByMark.keys()].join('')}]`, 'g');
/** A whole attribute value or element content of the length and alphabet of a raw value. */
const candidate = /([">])([A-Za-z0-9+/=_:-]{11,88})(?=["<\n]|$)/g;

/** Signed files, one or several, without what they share with all others. */
export interface Compacted {
  /** Two lines a file, with a mark for each value that stands in `raw`. */
  readonly text: string;
  /** The values, in the order of their marks. */
  readonly raw: Uint8Array;
}

/**
 * Takes a signed file apart, or several that stand one directly after another.
 *
 * @param file exact bytes
 * @returns null when it is not just signed files, or `restore` would not give it back byte for byte
 */
export function compact(file: Uint8Array): Compacted | null {
  const text = utf8Text(file);
  if (!text?.startsWith(opening) || !text.endsWith(closing)) return null;
  const inner = text
    .slice(opening.length, -closing.length)
    .split(closing + opening)
    .join('\n');
  const compacted = withoutRawValues(inner);
  const restored = restore(compacted);
  return restored && sameBytes(restored, file) ? compacted : null;
}

/**
 * Puts signed files together again.
 *
 * @param compacted untrusted
 * @returns the files one after another, exact bytes; null when text and raw bytes do not belong together
 */
export function restore(compacted: Compacted): Uint8Array | null {
  const lines = withRawValues(compacted)?.split('\n') ?? [];
  const files = fileCount(lines);
  if (files === null) return null;
  const inner = Array.from({ length: files }, (_, at) => `${lines[2 * at]}\n${lines[2 * at + 1]}`);
  return new TextEncoder().encode(opening + inner.join(closing + opening) + closing);
}

/** @returns how many files the text of {@link compact} stands for */
export function countFiles({ text }: Compacted): number {
  return fileCount(text.split('\n')) ?? 0;
}

/** A file is its payload and, on a line of its own, its signature. */
function fileCount(lines: readonly string[]): number | null {
  const fits = lines.every((line, at) => (at % 2 === 0 ? line !== '' : line.startsWith('<Signature ')));
  return fits && lines.length > 0 && lines.length % 2 === 0 ? lines.length / 2 : null;
}

function withoutRawValues(inner: string): Compacted {
  const raw: number[] = [];
  const last = new Map<RawKind, string>();
  const text = inner.replace(candidate, (whole, before: string, value: string) => {
    for (const kind of rawKinds) {
      const bytes = value.length === kind.characters ? kind.read(value) : null;
      if (!bytes) continue;
      if (last.get(kind) === value) return before + kind.markSame;
      raw.push(...bytes);
      last.set(kind, value);
      return before + kind.mark;
    }
    return whole;
  });
  return { text, raw: Uint8Array.from(raw) };
}

function withRawValues({ text, raw }: Compacted): string | null {
  const last = new Map<RawKind, string>();
  let at = 0;
  let fits = true;
  const inner = text.replace(anyMark, (mark) => {
    const kind = kindByMark.get(mark);
    if (!kind) return mark;
    if (mark === kind.mark) {
      const bytes = raw.subarray(at, at + kind.bytes);
      at += kind.bytes;
      if (bytes.length === kind.bytes) last.set(kind, kind.write(bytes));
    }
    const value = last.get(kind);
    fits &&= value !== undefined && at <= raw.length;
    return value ?? '';
  });
  return fits && at === raw.length ? inner : null;
}
