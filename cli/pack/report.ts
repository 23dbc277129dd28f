import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readableAccent } from '../../src/vendor/accent.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { shown } from '../files.ts';
import type { ExecutableSystem } from './executable.ts';
import type { Files } from './folder.ts';
import type { PackInput } from './input.ts';
import { packWords } from './words.ts';

/** What `--json` prints. Bytes are counted, sums are SHA-256 in hex. */
export interface PackReport {
  readonly product: VendorProfile['product'];
  readonly keyset: { readonly version: number; readonly epoch: number };
  readonly service: string;
  readonly pages: { readonly folder: string; readonly files: number; readonly bytes: number } | null;
  readonly page: PackedFile | null;
  readonly executable: (PackedFile & { readonly system: ExecutableSystem }) | null;
  /** What the vendor should know, in words. */
  readonly notes: readonly string[];
}

interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where things were put. */
export interface PackPaths {
  readonly folder: string | null;
  readonly files: Files | null;
  readonly page: string | null;
  readonly executable: string | null;
  readonly system: ExecutableSystem | null;
}

export function describe({ profile, keyset }: PackInput, paths: PackPaths): PackReport {
  const { folder, files, page, executable, system } = paths;
  return {
    product: profile.product,
    keyset: { version: keyset.version, epoch: keyset.epoch },
    service: profile.serviceUrl,
    pages: folder === null || files === null ? null : { folder, files: files.size, bytes: totalOf(files) },
    page: folder === null ? null : packedFile(join(folder, page ?? 'keyferry.html')),
    executable: executable === null || system === null ? null : { ...packedFile(executable), system },
    notes: notesOn(profile, { hasPages: folder !== null, system }),
  };
}

function totalOf(files: Files): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0);
}

function packedFile(path: string): PackedFile {
  const bytes = readFileSync(path);
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function notesOn(
  { accent, serviceUrl }: VendorProfile,
  report: { readonly hasPages: boolean; readonly system: ExecutableSystem | null },
): string[] {
  const notes: string[] = [];
  const { light, dark } = readableAccent(accent ?? '#000000');
  // On dark ground nearly every color is corrected: nothing to speak of by itself.
  if (accent !== undefined && light !== accent.toLowerCase()) {
    notes.push(packWords.accentCorrected(accent, light, dark));
  }
  if (report.hasPages && serviceUrl.startsWith('http:')) notes.push(packWords.plainService(serviceUrl));
  const unsigned = report.system === null ? null : packWords.unsigned[report.system];
  return unsigned === null ? notes : [...notes, unsigned];
}

export function reportForPeople({ profile }: PackInput, report: PackReport): string {
  const { product, keyset, pages, page, executable, notes } = report;
  const { size } = packWords;
  const rows: (readonly [string, string, string])[] = [];
  if (pages) rows.push([pages.folder, `${packWords.files(pages.files)}, ${size(pages.bytes)}`, packWords.pages]);
  if (page) rows.push([page.path, size(page.bytes), packWords.page]);
  if (executable) {
    rows.push([
      executable.path,
      size(executable.bytes),
      packWords.withoutNode(packWords.executable[executable.system]),
    ]);
  }
  const set = packWords.keyset(keyset.version, keyset.epoch);
  return [
    packWords.packed(shown(product.name), product.id, shown(product.version), set),
    columns(rows),
    ...(notes.length > 0 ? [packWords.mind, ...notes.map((note) => `  ${shown(note)}\n`)] : []),
    packWords.tryIt,
    ...(page ? [packWords.tryPage(shown(page.path))] : []),
    ...(pages ? [packWords.tryPages(shown(pages.folder))] : []),
    ...(executable ? [howToTry(executable)] : []),
    ...(pages ? [packWords.next(new URL(profile.serviceUrl).origin)] : []),
  ].join('');
}

function howToTry({ path, system }: { readonly path: string; readonly system: ExecutableSystem }): string {
  const runsHere = { linux: 'linux', macos: 'darwin', windows: 'win32' }[system] === process.platform;
  return runsHere ? packWords.tryExecutable(shown(path)) : packWords.copyExecutable(shown(path));
}

function columns(rows: readonly (readonly [string, string, string])[]): string {
  const width = (at: 0 | 1) => Math.max(...rows.map((row) => row[at].length));
  const line = ([path, size, use]: readonly [string, string, string]) =>
    `  ${shown(path).padEnd(width(0))}   ${size.padEnd(width(1))}   ${use}\n`;
  return rows.map(line).join('');
}
