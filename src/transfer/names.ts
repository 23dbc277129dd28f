import { concatBytes } from '@noble/hashes/utils.js';
import { bytesOfMachineId, machineIdFrom, machineIdLength } from '../documents/machineId.ts';
import { plainLabel } from '../documents/machineLabel.ts';
import { utf8Text } from './utf8.ts';

/** What people call machines, by computer ID. */
export type MachineNames = ReadonlyMap<string, string>;

/** First byte behind the documents of a container. A reader ignores what begins with another. */
const namesMark = 0x01;
const noNames: MachineNames = new Map();

/**
 * Writes the names that travel with documents: a mark, then for each machine the 5 bytes of its computer ID, the length of
 * the name in bytes, and the name.
 *
 * @returns empty when no machine has a name
 */
export function writeNames(names: MachineNames): Uint8Array {
  const entries = [...names].flatMap(([machine, name]) => {
    const id = bytesOfMachineId(machine);
    const label = new TextEncoder().encode(plainLabel(name));
    return id && label.length > 0 ? [concatBytes(id, Uint8Array.of(label.length), label)] : [];
  });
  return entries.length === 0 ? new Uint8Array() : concatBytes(Uint8Array.of(namesMark), ...entries);
}

/**
 * Reads names. They are labels and prove nothing, so what is damaged costs only them: the documents before are checked by
 * their signatures.
 *
 * @param bytes untrusted; what follows the documents of a container
 */
export function readNames(bytes: Uint8Array): MachineNames {
  if (bytes[0] !== namesMark) return noNames;
  const names = new Map<string, string>();
  for (let at = 1; at < bytes.length; ) {
    const labelAt = at + machineIdLength + 1;
    const labelEnd = labelAt + (bytes[labelAt - 1] ?? 0);
    if (labelEnd > bytes.length) return noNames;
    const name = plainLabel(utf8Text(bytes.subarray(labelAt, labelEnd)) ?? '');
    if (name !== '') names.set(machineIdFrom(bytes.subarray(at, at + machineIdLength)), name);
    at = labelEnd;
  }
  return names;
}
