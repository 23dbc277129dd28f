import { fileLimits } from '../../documents/fileLimits.ts';
import { isArchive, isEncryptedZip, unpackFiles } from '../../documents/heal/archive.ts';
import { diagnose } from '../../documents/heal/diagnose.ts';
import { Refusal, type RefusalCode } from '../../refusal.ts';
import { isExport, largestExport } from '../exchange/exportFile.ts';
import { refusalOf } from '../keptRefusal.ts';
import type { NamedBytes, UnusedItem } from './arrivals.ts';
import { isPicture, type NamedPicture } from './pictureFile.ts';

export interface OpenedItems {
  readonly files: readonly NamedBytes[];
  readonly pictures: readonly NamedPicture[];
  /** Archives that were opened; their files are among `files` and `pictures`. */
  readonly archives: readonly NamedBytes[];
  readonly unused: readonly UnusedItem[];
}

/**
 * Reads files and pictures, and opens archives, so that each of their files is judged by itself.
 *
 * @param items files have names
 */
export async function openItems(items: readonly (Blob & { readonly name?: string })[]): Promise<OpenedItems> {
  const files: NamedBytes[] = [];
  const pictures: NamedPicture[] = [];
  const archives: NamedBytes[] = [];
  const unused: UnusedItem[] = [];
  for (const item of items) {
    const name = item.name ?? '';
    try {
      if (await isPicture(item)) {
        pictures.push({ name, picture: item });
        continue;
      }
      const file = { name, bytes: await bytesOf(item) };
      const members = membersOf(file);
      if (members.length === 0) files.push(file);
      else archives.push(file);
      for (const member of members) {
        const picture = new Blob([new Uint8Array(member.bytes)]);
        if (await isPicture(picture)) pictures.push({ name: member.name, picture });
        else files.push(member);
      }
    } catch (error) {
      unused.push({ name, refusal: refusalOf(error) });
    }
  }
  return { files, pictures, archives, unused };
}

/** @throws Refusal `file-too-large`, `file-unreadable` */
async function bytesOf(item: Blob): Promise<Uint8Array> {
  const { size } = item;
  try {
    const head = new Uint8Array(await item.slice(0, 200).arrayBuffer());
    const limit = isExport(head) ? largestExport : fileLimits.opened;
    if (size > limit) throw new Refusal('file-too-large', { bytes: size, limit });
    return new Uint8Array(await item.arrayBuffer());
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Deleted since it was chosen, a folder, or a cloud drive without network.
    throw new Refusal('file-unreadable');
  }
}

/** @returns the files of an archive under their paths; none of a file that is no archive, or cannot be opened */
function membersOf({ name, bytes }: NamedBytes): readonly NamedBytes[] {
  if (!isArchive(bytes) || isEncryptedZip(bytes)) return [];
  return unpackFiles(bytes, fileLimits.opened).flatMap((member) =>
    member.path === '' ? [] : [{ name: `${name}/${member.path}`, bytes: member.bytes }],
  );
}

const tellsNothing: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'file-unrecognized',
  'file-empty',
  'picture-without-code',
  'picture-unreadable',
  'picture-format-unsupported',
  'picture-too-large',
  'picture-cut-short',
  'code-not-ours',
]);

/**
 * An archive with nothing for us is one item: its many files are of no interest.
 *
 * @param used names of items of which something was used
 */
export function withoutForeignArchives(
  unused: readonly UnusedItem[],
  archives: readonly NamedBytes[],
  used: ReadonlySet<string>,
): readonly UnusedItem[] {
  const isIn = ({ name }: NamedBytes) => {
    const folder = `${name}/`;
    return (item: string) => item.startsWith(folder);
  };
  const foreign = archives.filter(
    (archive) =>
      ![...used].some(isIn(archive)) &&
      unused.every((item) => !isIn(archive)(item.name) || tellsNothing.has(item.refusal.code)),
  );
  return [
    ...unused.filter((item) => !foreign.some((archive) => isIn(archive)(item.name))),
    ...foreign.map(({ name, bytes }) => ({ name, refusal: refusalOf(diagnose(bytes)) })),
  ];
}
