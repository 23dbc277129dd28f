import * as v from 'valibot';
import { limits, rules } from '../../../src/documents/rules.ts';
import { CommandError } from '../../errors.ts';
import { shown } from '../../files.ts';
import { readStoredText, storeInAny } from './storedFile.ts';

/** A returned license, recorded before its receipt is created. */
const TombstoneSchema = v.object({
  licenseId: v.pipe(
    v.string(),
    v.check((text) => rules.id128(text) === true),
  ),
  counter: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.number)),
  nonce: v.pipe(
    v.string(),
    v.check((text) => rules.id128(text) === true),
  ),
  returnedAt: v.pipe(
    v.string(),
    v.check((text) => rules.instant(text) === true),
  ),
});
const FileSchema = v.object({ format: v.literal(1), returned: v.array(TombstoneSchema) });

export type Tombstone = v.InferOutput<typeof TombstoneSchema>;

/** Reads which licenses were returned on this machine, from all files that record it, oldest first. */
export function readTombstones(paths: readonly string[]): readonly Tombstone[] {
  const all = new Map(paths.flatMap(tombstonesAt).map((tombstone) => [tombstone.licenseId, tombstone]));
  return [...all.values()].sort((one, other) => one.counter - other.counter);
}

/** @throws CommandError `return-unwritten` if no file could be written */
export function writeTombstones(paths: readonly string[], returned: readonly Tombstone[]): void {
  if (storeInAny(paths, `${JSON.stringify({ format: 1, returned }, null, 2)}\n`)) return;
  throw new CommandError('return-unwritten', { path: shown(paths.join(', ')) });
}

function tombstonesAt(path: string): readonly Tombstone[] {
  try {
    const result = v.safeParse(FileSchema, JSON.parse(readStoredText(path) ?? 'null'));
    return result.success ? result.output.returned : [];
  } catch {
    // Damaged; the other file records it as well.
    return [];
  }
}
