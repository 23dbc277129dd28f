import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type ESTree, parseSync, Visitor } from 'vite';

export interface FoundExpression {
  /** File and line. */
  readonly place: string;
  /** Null where the source is not written out. */
  readonly source: string | null;
  readonly flags: string;
}

/** @returns every regular expression in the sources of the folders */
export function regularExpressionsIn(folders: readonly string[]): readonly FoundExpression[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders]);
  return listed
    .toString()
    .split('\n')
    .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file))
    .flatMap((file) => regularExpressionsOf(file, readFileSync(file, 'utf8')));
}

export function regularExpressionsOf(file: string, text: string): readonly FoundExpression[] {
  const found: FoundExpression[] = [];
  const add = ({ start }: { readonly start: number }, source: string | null, flags: string) =>
    found.push({ place: `${file}:${text.slice(0, start).split('\n').length}`, source, flags });
  const constructed = (node: ESTree.NewExpression | ESTree.CallExpression) => {
    const { callee, arguments: given } = node;
    if (callee.type === 'Identifier' && callee.name === 'RegExp') add(node, written(given[0]), written(given[1]) ?? '');
    // These make a regular expression of a text.
    const isSearch =
      callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && isSearching(callee.property.name);
    if (isSearch && given[0] && given[0].type === 'Literal' && !('regex' in given[0])) add(node, written(given[0]), '');
  };
  new Visitor({
    Literal: (node) => {
      if ('regex' in node && node.regex) add(node, node.regex.pattern, node.regex.flags);
    },
    NewExpression: constructed,
    CallExpression: constructed,
  }).visit(parseSync(file, text).program);
  return found;
}

const isSearching = (name: string) => ['match', 'matchAll', 'search'].includes(name);

/** @returns the text of a literal or template, `x` for each value in it */
function written(node: ESTree.Argument | undefined): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  return node?.type === 'TemplateLiteral' ? node.quasis.map(({ value }) => value.cooked ?? '').join('x') : null;
}
