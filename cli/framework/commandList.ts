import type { CommandTable, DefinedCommand } from './command.ts';

/**
 * Lists commands. A name that differs from the one in the command's definition does not compile.
 *
 * @param table loaders by name
 */
export function listCommands<const Table extends { readonly [Name in keyof Table & string]: Loader<Name> }>(
  table: Table,
): CommandTable {
  return table as CommandTable;
}

type Loader<Name extends string> = () => Promise<{ readonly command: DefinedCommand<Name> }>;

/** @returns the commands' definitions, loaded, in their order */
export async function loadCommands(table: CommandTable, names = Object.keys(table)): Promise<DefinedCommand[]> {
  const modules = await Promise.all(names.map((name) => table[name]?.()));
  return modules.flatMap((module) => (module ? [module.command] : []));
}
