import { isAbsolute, relative, resolve, sep } from 'node:path';
import { builtPages, packPageForDisk } from '../../server/http/pages.ts';
import { productFolders } from '../../server/productFolder.ts';
import { packPages, pagesOfApp } from '../../src/vendor/pack.ts';
import { exitCodes } from '../command.ts';
import { folderFor, productFor, productOptions, type Variables } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { refuseExisting, shown } from '../files.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { flag, option } from '../framework/parameters.ts';
import { file, folder as folderType, parsed } from '../framework/valueTypes.ts';
import { printableJson } from '../terminalText.ts';
import { chooseNode, makeExecutable } from './executable.ts';
import { type Files, inspectFolder, replaceFolder, withSums } from './folder.ts';
import { keysetOf, type PackInput, type PackSources, readPackInput, refuseOlder, sourcesFor } from './input.ts';
import { describe, reportForPeople } from './report.ts';

/** Names of other pages. */
const reservedNames = ['index.html', 'keyferry.html', 'admin.html'];
/** A name that every web server and file system accepts. */
const pageName = parsed('a name such as activate-orrery.html: letters, digits, . - _ and .html at the end', (name) => {
  const isUsable = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.html$/.test(name) && !reservedNames.includes(name.toLowerCase());
  return isUsable ? name : undefined;
});

/** What to create, and where. */
interface PackOrder {
  readonly folder: string | null;
  /** Further name for the one-file page. */
  readonly page: string | null;
  readonly executable: string | null;
  /** The Node to build the executable from; null: the one that runs this. */
  readonly node: string | null;
  readonly force: boolean;
}

export const command = defineCommand({
  name: 'pack',
  summary: 'Pack the vendor profile into pages and an executable.',
  description:
    'Puts the profile and the keyset of a vendor into the prebuilt pages, and into a single executable for machines without ' +
    'Node. Everything is checked first; if something is wrong, nothing is written. The same input yields the same bytes.',
  usage: ['pack --output FOLDER [--executable FILE] [OPTIONS]', 'pack --executable FILE [OPTIONS]'],
  options: {
    output: option({
      ...{ short: 'o', value: 'FOLDER', type: folderType },
      help:
        'Folder for the one-file page (keyferry.html, for file://) and the installable pages (for any static https host). ' +
        'Earlier pages of the same product are replaced',
    }),
    page: option({ value: 'NAME.html', type: pageName, help: 'Further name for the one-file page' }),
    executable: option({
      ...{ value: 'FILE', type: file },
      help: 'Executable with the commands machine and qr, the profile and the pages',
    }),
    node: option({
      ...{ value: 'FILE', type: file, defaultText: 'the Node that runs this' },
      help: 'Node to build the executable from, for another system; it must have the same version',
    }),
    profile: option({
      ...{ value: 'FILE', type: file, defaultText: 'vendor.json in the data folder' },
      help: 'Vendor profile',
    }),
    keyset: option({
      ...{
        value: 'FILE',
        type: file,
        defaultText: 'keyset.xml in the data folder; with --profile, the one in the profile',
      },
      help: 'Keyset',
    }),
    all: flag({
      help:
        'Pages that serve all products, for the phones of customers; each product also gets its one-file page in ' +
        'products/ID. An executable is for one product',
    }),
    force: flag({ help: 'Replace the executable, and a folder with other content, which is kept as FOLDER.old' }),
    json: flag({ help: 'Print the result as JSON' }),
    ...productOptions,
  },
  examples: [{ does: 'Pack pages and an executable', line: 'pack -o dist/orrery --executable dist/orrery-activate' }],
  async run({ json, ...given }, { variables, stdout }) {
    const order = orderOf(given);
    const [sources, ...otherSources] = given.all ? allSources(given, variables) : [oneSource(given, variables)];
    const input = readPackInput(sources);
    const others = otherSources.map(readPackInput);
    const { folder, executable } = order;
    const built = builtPages();
    const files = folder === null ? null : filesOf(packAll(built, input, others), order.page);
    const keeps = folder !== null && mustKeep(folder, input, sources.keyset ?? sources.profile, order.force);
    if (executable !== null && !order.force) refuseExisting([executable]);
    const node = executable === null ? null : chooseNode(order.node ?? undefined);
    if (executable !== null && node) makeExecutable(node, input.profileJson, pagesOfApp(built), executable);
    if (folder !== null && files) replaceFolder(folder, files, keeps);
    const report = describe([input, ...others], {
      folder,
      files,
      page: order.page,
      executable,
      system: node?.system ?? null,
    });
    stdout.write(json ? `${printableJson(report, 2)}\n` : reportForPeople(input, report));
    return exitCodes.success;
  },
});

const texts = {
  outputNeeded: 'Give --output FOLDER for pages, --executable FILE for an executable, or both.',
  pageUnused: '--page names a page in the folder of --output, which is missing.',
  nodeUnused: '--node names what --executable is built from, which is missing.',
  allAlone: '--all packs the pages of every product: leave out --executable, --product, --profile and --keyset.',
  executableInside: '--executable is inside the folder of --output, which is replaced. Give another path.',
} as const;

interface GivenPackOptions {
  readonly output: string | undefined;
  readonly page: string | undefined;
  readonly executable: string | undefined;
  readonly node: string | undefined;
  readonly force: boolean;
}

/** @throws UsageError if options contradict each other */
function orderOf({ output, page, executable, node, force }: GivenPackOptions): PackOrder {
  if (output === undefined && executable === undefined) throw new UsageError(texts.outputNeeded);
  if (page !== undefined && output === undefined) throw new UsageError(texts.pageUnused);
  if (node !== undefined && executable === undefined) throw new UsageError(texts.nodeUnused);
  if (output !== undefined && executable !== undefined && isInside(executable, output)) {
    throw new UsageError(texts.executableInside);
  }
  const [folder, target] = [output, executable].map((path) => (path === undefined ? null : resolve(path)));
  return { folder: folder ?? null, page: page ?? null, executable: target ?? null, node: node ?? null, force };
}

interface GivenSources {
  readonly data: string | undefined;
  readonly product: string | undefined;
  readonly profile: string | undefined;
  readonly keyset: string | undefined;
  readonly executable: string | undefined;
}

function oneSource(given: GivenSources, variables: Variables): PackSources {
  return sourcesFor(given, () => productFor(given, variables));
}

/** @returns the sources of every product, the main one's first. @throws UsageError; CommandError `vendor-missing` */
function allSources(given: GivenSources, variables: Variables): readonly [PackSources, ...PackSources[]] {
  const { data, product, profile, keyset, executable } = given;
  if ([product, profile, keyset, executable].some((one) => one !== undefined)) throw new UsageError(texts.allAlone);
  const folder = folderFor(data, variables);
  const [main, ...others] = productFolders(folder).map((each) => sourcesFor({}, () => each));
  if (main === undefined) throw new CommandError('vendor-missing', { path: shown(folder.products) });
  return [main, ...others];
}

/** Packs the pages of the main product; with others, pages for all of them and a one-file page for each. */
function packAll(built: Files, main: PackInput, others: readonly PackInput[]): Files {
  const json = others.map(({ profileJson }) => profileJson);
  const packed = packPages(built, main.profileJson, 'profile', json);
  if (others.length === 0) return packed;
  const pages = [main, ...others].map(({ profile }) => {
    const page = new TextEncoder().encode(packPageForDisk(built, profile));
    return [`products/${profile.product.id}/keyferry.html`, page] as const;
  });
  return new Map<string, Uint8Array>([...packed, ...pages]);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return !isAbsolute(way) && way.split(sep)[0] !== '..';
}

function filesOf(pages: Files, page: string | null): Files {
  const oneFile = pages.get('keyferry.html');
  return withSums(page === null || !oneFile ? pages : new Map([...pages, [page, oneFile]]));
}

/**
 * Checks the folder that is replaced.
 *
 * @param source file of the keyset, for the message
 * @returns whether its content must be kept
 * @throws CommandError `pack-folder-foreign`, `pack-folder-other-product`, unless forced; `pack-keyset-older`
 */
function mustKeep(folder: string, { profile, keyset }: PackInput, source: string, force: boolean): boolean {
  const state = inspectFolder(folder);
  if (state.is === 'free') return false;
  if (state.is === 'foreign') {
    if (force) return true;
    throw new CommandError('pack-folder-foreign', { path: shown(folder), file: shown(state.file) });
  }
  const { product } = state.profile;
  if (product.id === profile.product.id) {
    refuseOlder(keyset, keysetOf(state.profile), { path: source, packed: folder });
    return false;
  }
  if (force) return true;
  throw new CommandError('pack-folder-other-product', {
    path: shown(folder),
    found: shown(product.id),
    expected: profile.product.id,
  });
}
