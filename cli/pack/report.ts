import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readableAccent } from '../../src/vendor/accent.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { shown } from '../files.ts';
import { tableOf } from '../table.ts';
import type { ExecutableSystem } from './executable.ts';
import type { Files } from './folder.ts';
import type { PackInput } from './input.ts';

const texts = {
  packed: (product: string, id: string, version: string, keyset: string) =>
    `Packed ${product} (${id} ${version}), ${keyset}.\n\n`,
  keyset: (version: number, epoch: number) => `keyset version ${version}, epoch ${epoch}`,
  alsoFor: (ids: readonly string[]) => `The pages also serve ${ids.join(', ')}.\n\n`,
  files: (count: number) => `${count} files`,
  size: (bytes: number) => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`),
  pages: 'for any static https host',
  page: 'one file, for file:// and USB sticks',
  executable: {
    linux: 'for Linux',
    macos: 'for macOS',
    windows: 'for Windows',
  } satisfies Record<ExecutableSystem, string>,
  withoutNode: (system: string) => `${system}, without Node`,

  notes: '\nNote:\n',
  accentCorrected: (accent: string, light: string, dark: string) =>
    `accent ${accent} has too little contrast; pages show ${light} on light and ${dark} on dark backgrounds.`,
  plainService: (address: string) =>
    `serviceUrl is ${address}: pages on an https host cannot call a service over http. keyferry.html from a disk can.`,
  unsigned: {
    linux: null,
    macos:
      'macOS runs signed programs only. Remove the signature of Node first (codesign --remove-signature), pass that Node with ' +
      '--node, and sign the executable (codesign --sign).',
    windows:
      'the signature of Node is no longer valid. Sign the executable (signtool), and give it a name that ends in .exe.',
  } satisfies Record<ExecutableSystem, string | null>,

  tryIt: '\nTry it:\n',
  tryPage: (path: string) => `  open ${path} in a browser\n`,
  tryPages: (folder: string) =>
    `  python3 -m http.server -d ${folder}   or any other file server, then http://localhost:8000/\n`,
  tryExecutable: (path: string) => `  ${path} machine request\n`,
  copyExecutable: (path: string) =>
    `  copy ${basename(path)} to such a machine, and run there: ${basename(path)} machine request\n`,
  next: (
    origin: string,
  ) => `\nNext: copy the folder to the host. Unless that is ${origin}, allow its address in the service:
KEYFERRY_ALLOWED_ORIGINS=https://HOST keyferry serve\n`,
} as const;

/** What `--json` prints. Sizes in bytes, SHA-256 in hex. */
export interface PackReport {
  readonly product: VendorProfile['product'];
  readonly keyset: { readonly version: number; readonly epoch: number };
  /** Ids of the further products that the pages serve. */
  readonly otherProducts: readonly string[];
  readonly service: string;
  readonly pages: { readonly folder: string; readonly files: number; readonly bytes: number } | null;
  readonly page: PackedFile | null;
  readonly executable: (PackedFile & { readonly system: ExecutableSystem }) | null;
  /** What the vendor should know. */
  readonly notes: readonly string[];
}

interface PackedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Where the files were written. */
export interface PackPaths {
  readonly folder: string | null;
  readonly files: Files | null;
  readonly page: string | null;
  readonly executable: string | null;
  readonly system: ExecutableSystem | null;
}

/** @param inputs the main product first */
export function describe(
  [{ profile, keyset }, ...others]: readonly [PackInput, ...PackInput[]],
  paths: PackPaths,
): PackReport {
  const { folder, files, page, executable, system } = paths;
  return {
    product: profile.product,
    keyset: { version: keyset.version, epoch: keyset.epoch },
    otherProducts: others.map((other) => other.profile.product.id),
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
  // Nearly every color is corrected on dark backgrounds, so only a correction on light ones is reported.
  if (accent !== undefined && light.color !== accent.toLowerCase()) {
    notes.push(texts.accentCorrected(accent, light.color, dark.color));
  }
  if (report.hasPages && serviceUrl.startsWith('http:')) notes.push(texts.plainService(serviceUrl));
  const unsigned = report.system === null ? null : texts.unsigned[report.system];
  return unsigned === null ? notes : [...notes, unsigned];
}

export function reportForPeople({ profile }: PackInput, report: PackReport): string {
  const { product, keyset, pages, page, executable, notes } = report;
  const { size } = texts;
  const rows: (readonly [string, string, string])[] = [];
  if (pages) rows.push([pages.folder, `${texts.files(pages.files)}, ${size(pages.bytes)}`, texts.pages]);
  if (page) rows.push([page.path, size(page.bytes), texts.page]);
  if (executable) {
    rows.push([executable.path, size(executable.bytes), texts.withoutNode(texts.executable[executable.system])]);
  }
  const set = texts.keyset(keyset.version, keyset.epoch);
  return [
    texts.packed(shown(product.name), product.id, shown(product.version), set),
    ...(report.otherProducts.length > 0 ? [texts.alsoFor(report.otherProducts)] : []),
    tableOf(rows),
    ...(notes.length > 0 ? [texts.notes, ...notes.map((note) => `  ${shown(note)}\n`)] : []),
    texts.tryIt,
    ...(page ? [texts.tryPage(shown(page.path))] : []),
    ...(pages ? [texts.tryPages(shown(pages.folder))] : []),
    ...(executable ? [howToTry(executable)] : []),
    ...(pages ? [texts.next(new URL(profile.serviceUrl).origin)] : []),
  ].join('');
}

function howToTry({ path, system }: { readonly path: string; readonly system: ExecutableSystem }): string {
  const runsHere = { linux: 'linux', macos: 'darwin', windows: 'win32' }[system] === process.platform;
  return runsHere ? texts.tryExecutable(shown(path)) : texts.copyExecutable(shown(path));
}
