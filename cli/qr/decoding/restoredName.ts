import { recognize } from '../../../src/documents/recognize.ts';
import type { Parcel } from '../../../src/transfer/parcel.ts';

const documentNames: Readonly<Record<string, string>> = {
  request: 'license-request.licreq',
  license: 'license.lic',
  return: 'license-return.licret',
  keyset: 'keyset.xml',
};
/** What some file system gives a meaning of its own. */
const notInNames = /[<>:"|?*]/g;
const namesOfDevices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * Chooses the name to write a restored file under. The name that traveled along came from a stranger: it must not hide
 * the file, reach a device, or be taken for an option.
 *
 * @param id of the transfer, for a file that came without a name
 * @returns a name without a path
 */
export function restoredName(parcel: Parcel, id: string): string {
  if (parcel.kind === 'document') return documentNames[recognize(parcel.bytes)] ?? `${id}.xml`;
  if (!parcel.name) return `${id}.bin`;
  const plain = parcel.name
    .replace(notInNames, '_')
    .replace(/^[.-]/, '_')
    .replace(/[. ]+$/, '_');
  return namesOfDevices.test(plain) ? `_${plain}` : plain;
}

/**
 * Keeps files of one run apart that came with the same name.
 *
 * @returns the names, later ones with a number before their ending
 */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/su.exec(name) ?? [];
    let free = name;
    // File systems that tell no upper from lower case would take the one for the other.
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${stem}-${number}${ending}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
