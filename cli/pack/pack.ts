import { isAbsolute, relative, resolve, sep } from 'node:path';
import { builtPages } from '../../server/http/pages.ts';
import { packPages, pagesOfApp } from '../../src/vendor/pack.ts';
import { readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { refuseExisting, shown } from '../files.ts';
import { chooseNode, makeExecutable } from './executable.ts';
import { type Files, inspectFolder, replaceFolder, withSums } from './folder.ts';
import { packHelp } from './help.ts';
import { keysetOf, type PackInput, readPackInput, refuseOlder, sourcesFor } from './input.ts';
import { describe, reportForPeople } from './report.ts';
import { packWords } from './words.ts';

/** As a web server and a file system take it everywhere. */
const pageName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.html$/;
/** Other pages have these names. */
const reservedNames = ['index.html', 'keyferry.html', 'admin.html'];

/** What is to be made, and where. */
interface PackOrder {
  readonly folder: string | null;
  /** A second name for the one-file page. */
  readonly page: string | null;
  readonly executable: string | null;
  /** The Node that the executable is made from; null: the one that runs here. */
  readonly node: string | null;
  readonly force: boolean;
}

const text = { type: 'string' } as const;

export const pack: Command = {
  help: packHelp,
  async run(args, { stdout }) {
    const { values, positionals } = readArguments(args, {
      ...{ data: text, profile: text, keyset: text, page: text, executable: text, node: text },
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean' },
      json: { type: 'boolean' },
    });
    if (positionals.length > 0) throw new UsageError(packWords.none);
    const order = orderIn(values);
    const sources = sourcesFor(values, folderFor(values.data, process.env));
    const input = readPackInput(sources);
    const { folder, executable } = order;
    const built = builtPages();
    const files = folder === null ? null : filesOf(packPages(built, input.profileJson, 'profile'), order.page);
    const keeps = folder !== null && mustKeep(folder, input, sources.keyset ?? sources.profile, order.force);
    if (executable !== null && !order.force) refuseExisting([executable]);
    const node = executable === null ? null : chooseNode(order.node ?? undefined);
    if (executable !== null && node) makeExecutable(node, input.profileJson, pagesOfApp(built), executable);
    if (folder !== null && files) replaceFolder(folder, files, keeps);
    const report = describe(input, { folder, files, page: order.page, executable, system: node?.system ?? null });
    stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportForPeople(input, report));
    return exitCodes.success;
  },
};

type Values = Partial<Readonly<Record<'output' | 'page' | 'executable' | 'node', string | undefined>>> & {
  readonly force?: boolean | undefined;
};

/** @throws UsageFault */
function orderIn({ output, page, executable, node, force = false }: Values): PackOrder {
  if (output === undefined && executable === undefined) throw new UsageError(packWords.outputNeeded);
  if (page !== undefined && output === undefined) throw new UsageError(packWords.nameIdle);
  if (node !== undefined && executable === undefined) throw new UsageError(packWords.nodeIdle);
  if (page !== undefined && (!pageName.test(page) || reservedNames.includes(page.toLowerCase()))) {
    throw new UsageError(packWords.nameWrong);
  }
  if (output !== undefined && executable !== undefined && isInside(executable, output)) {
    throw new UsageError(packWords.exeInside);
  }
  const [folder, file] = [output, executable].map((path) => (path === undefined ? null : resolve(path)));
  return { folder: folder ?? null, page: page ?? null, executable: file ?? null, node: node ?? null, force };
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
 * @param source the file that the keyset comes from, for the message
 * @returns whether what is in the folder is to be kept beside it
 * @throws Trouble `pack-folder-foreign`, `pack-folder-other-product`, unless they are forced; `pack-keyset-older`
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
