import { recognize } from '../../../src/documents/recognize.ts';
import type { Parcel } from '../../../src/transfer/parcel.ts';

const documentNames: Readonly<Record<string, string>> = {
  request: 'license-request.licreq',
  license: 'license.lic',
  return: 'license-return.licret',
  keyset: 'keyset.xml',
};
/** Characters with a special meaning on some file system. */
const notInNames = /[<>:"|?*]/g;
const deviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * Chooses the name of a restored file. The name in the parcel is untrusted: it must not hide the file, open a device, or
 * look like an option.
 *
 * @param id of the transfer, for a file without a name
 * @returns a name without a path
 */
export function restoredName(parcel: Parcel, id: string): string {
  if (parcel.kind === 'document') return documentNames[recognize(parcel.bytes)] ?? `${id}.xml`;
  if (!parcel.name) return `${id}.bin`;
  const plain = parcel.name
    .replace(notInNames, '_')
    .replace(/^[.-]/, '_')
    .replace(/(?<![. ])[. ]+$/, '_');
  return deviceNames.test(plain) ? `_${plain}` : plain;
}

/**
 * Makes the names of one run unique.
 *
 * @returns the names; repeated ones get a number before their ending
 */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/su.exec(name) ?? [];
    let free = name;
    // Some file systems ignore case.
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem}-${number}${ending}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
