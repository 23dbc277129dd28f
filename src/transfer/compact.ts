import { sameBytes, utf8Text } from './bytes.ts';
import { type RawKind, rawKinds } from './rawKind.ts';

/** What is the same in every signed file; only what stands between travels. */
const opening = '<?xml version="1.0" encoding="UTF-8"?>\n<root>\n';
const closing = '</Signature>\n</root>\n';
const inside = /^[^\n]+\n<Signature [^\n]*$/;

const kindByMark = new Map(rawKinds.flatMap((kind) => [[kind.mark, kind] as const, [kind.markSame, kind] as const]));
const anyMark = new RegExp(`[${[...kindByMark.keys()].join('')}]`, 'g');
/** A whole attribute value or element content of the length and alphabet of a raw value. */
const candidate = /([">])([A-Za-z0-9+/=_:-]{11,88})(?=["<]|$)/g;

/** A signed file without what it shares with all others. */
export interface Compacted {
  /** With a mark for each value that stands in `raw`. */
  readonly text: string;
  /** The values, in the order of their marks. */
  readonly raw: Uint8Array;
}

/**
 * Takes a signed file apart.
 *
 * @param file exact bytes
 * @returns null when it is not a signed file, or one that `restore` would not give back byte for byte
 */
export function compact(file: Uint8Array): Compacted | null {
  const text = utf8Text(file);
  if (!text?.startsWith(opening) || !text.endsWith(closing)) return null;
  const inner = text.slice(opening.length, -closing.length);
  const compacted = withoutRawValues(inner);
  const restored = restore(compacted);
  return restored && sameBytes(restored, file) ? compacted : null;
}

/**
 * Puts a signed file together again.
 *
 * @param compacted untrusted
 * @returns the file, exact bytes; null when text and raw bytes do not belong together
 */
export function restore(compacted: Compacted): Uint8Array | null {
  const inner = withRawValues(compacted);
  return inner !== null && inside.test(inner) ? new TextEncoder().encode(opening + inner + closing) : null;
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
