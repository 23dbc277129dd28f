import { bytesOfMachineId, machineIdFrom } from '../documents/machineId.ts';
import { plainLabel } from '../documents/machineLabel.ts';
import { plainFileName } from './fileName.ts';

/** Characters that Windows, or a path, does not allow in a file name. */
const forbidden = /[\\/:*?"<>|]/g;
/** A browser numbers files of one name, such as `NAME (2).lic`; a page on plain http saves as `.txt`. */
const ours = /^(.*)-([0-9A-Za-z]{4}-[0-9A-Za-z]{4})(?: ?\(\d{1,3}\))?((?:\.[A-Za-z0-9]{1,16}){1,2})$/s;

/** Which machine a document is about. */
export interface NamedMachine {
  /** Computer ID. */
  readonly machine: string;
  /** What a person calls it; empty when it has no name. */
  readonly name: string;
}

/**
 * Names a document's file for its machine: a person recognizes it, and {@link machineInFileName} reads the name back.
 *
 * @param product id, in place of a name that the machine does not have
 * @param ending with its dot, such as `.licreq`
 * @returns for example `Line 3 left panel-BMMP-H1K7.licreq`
 */
export function documentFileName(product: string, { machine, name }: NamedMachine, ending: string): string {
  const label = withoutOuterDots(plainLabel(name).replace(forbidden, '-'));
  return plainFileName(`${label || product}-${machine}${ending}`);
}

/**
 * @param fileName untrusted
 * @param products ids of the products, which stand in the place of a name
 * @returns the machine that {@link documentFileName} wrote; null when the name is another or holds no name of a machine
 */
export function machineInFileName(fileName: string, products: readonly string[]): NamedMachine | null {
  const [, label = '', id = ''] = ours.exec(plainFileName(fileName)) ?? [];
  const bytes = bytesOfMachineId(id);
  const name = plainLabel(label);
  return bytes === null || name === '' || products.includes(name) ? null : { machine: machineIdFrom(bytes), name };
}

/** A leading dot hides a file on Linux, and a trailing one is lost on Windows. */
function withoutOuterDots(text: string): string {
  let end = text.length;
  while (end > 0 && /[.\s]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end).replace(/^[.\s]+/, '');
}
