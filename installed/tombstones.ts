import * as v from 'valibot';
import { limits, rules } from '../src/documents/rules.ts';
import { InstallationError } from './installationError.ts';
import {
  readIfReadable,
  readStored,
  type StoredReader,
  storeInAny,
  textOf,
  tryToStoreForEveryone,
} from './storedFile.ts';

const Id = v.pipe(
  v.string(),
  v.check((text) => rules.id128(text) === true),
);

/** A returned license, recorded before its receipt is created. */
const TombstoneSchema = v.object({
  licenseId: Id,
  /** Earlier licenses of the same seat that were found on the machine: whoever returns a renewal has none left. */
  earlier: v.optional(v.array(Id)),
  counter: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(limits.number)),
  nonce: Id,
  returnedAt: v.pipe(
    v.string(),
    v.check((text) => rules.instant(text) === true),
  ),
  /** The license had no serial number, so no limit counts its return; absent in files of earlier versions. */
  withoutSerial: v.exactOptional(v.boolean()),
  /** Digest of the hardware in base64url, where the license had come as a code; else absent. */
  hardware: v.exactOptional(
    v.pipe(
      v.string(),
      v.check((text) => rules.bindingValue(text) === true),
    ),
  ),
});
const FileSchema = v.object({ format: v.literal(1), returned: v.array(TombstoneSchema) });

export type Tombstone = v.InferOutput<typeof TombstoneSchema>;

/** Reads which licenses were returned on this machine, from all files that record it, oldest first. */
export function readTombstones(paths: readonly string[], read: StoredReader = readStored): readonly Tombstone[] {
  const all = paths.flatMap((path) => tombstonesIn(textOf(read(path))));
  const byId = new Map(all.map((tombstone) => [tombstone.licenseId, tombstone]));
  return [...byId.values()].sort((one, other) => one.counter - other.counter);
}

/** @throws InstallationError `return-unwritten` if no file could be written */
export function writeTombstones(paths: readonly string[], returned: readonly Tombstone[]): void {
  if (storeInAny(paths, fileOf(returned))) return;
  throw new InstallationError('return-unwritten', { path: paths.join(', ') });
}

/**
 * Adds to the record beside a license file, which every account may read and several products may share.
 *
 * @returns null if it was written, else the system's error code
 */
export function addTombstones(path: string, returned: readonly Tombstone[]): string | null {
  const before = readIfReadable(path);
  const known = before === null ? [] : tombstonesIn(textOf(before));
  const added = returned.filter(({ licenseId }) => !known.some((one) => one.licenseId === licenseId));
  return added.length === 0 ? null : tryToStoreForEveryone(path, fileOf([...known, ...added]));
}

function fileOf(returned: readonly Tombstone[]): string {
  return `${JSON.stringify({ format: 1, returned }, null, 2)}\n`;
}

/** @returns none from a damaged file; another file records them as well */
function tombstonesIn(text: string | null): readonly Tombstone[] {
  try {
    const result = v.safeParse(FileSchema, JSON.parse(text ?? 'null'));
    return result.success ? result.output.returned : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
