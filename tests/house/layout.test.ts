import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';

const MAX_FILES_PER_FOLDER = 20;
/** Generated cases, one file each; not meant for browsing. */
const dataFolders = ['tests/vectors/', 'tests/optics/pictures/'];
/** The top level contains what tools expect there. */
const topLevel = '.';

it('keeps folders small', () => {
  const counts = grouped(files().filter(isCode), dirname);
  const large = [...counts].filter(([folder, { length }]) => folder !== topLevel && length > MAX_FILES_PER_FOLDER);
  expect(large.map(([folder, { length }]) => `${folder}: ${length} files`)).toEqual([]);
});

it('declares each type name once', () => {
  const declared = files()
    .filter((file) => /\.tsx?$/.test(file) && !/^(?:tests|bench|examples)\//.test(file))
    .flatMap(typesIn);
  const repeated = [...grouped(declared, ({ name }) => name)].filter(([, { length }]) => length > 1);
  expect(repeated.map(([name, places]) => `${name}: ${places.map(({ file }) => file).join(', ')}`)).toEqual([]);
});

it('has no file with a meaningless name', () => {
  expect(files().filter((file) => /(?:^|\/)(?:utils?|helpers?|common|misc|shared)(?:\.|\/)/i.test(file))).toEqual([]);
});

function files(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate']);
  return listed
    .toString()
    .split('\n')
    .filter((file) => file !== '' && existsSync(file));
}

function isCode(file: string): boolean {
  return !dataFolders.some((folder) => file.startsWith(folder));
}

function typesIn(file: string): readonly { readonly name: string; readonly file: string }[] {
  const declarations = readFileSync(file, 'utf8').matchAll(
    /^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)/gm,
  );
  return [...declarations].map(([, name = '']) => ({ name, file }));
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
