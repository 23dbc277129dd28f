import type { Command } from '../command.ts';
import type { DefinedCommand } from './command.ts';

type Listed<Name extends string> = {
  readonly [Key in Name]: () => Promise<{ readonly command: DefinedCommand<Key> }>;
};

/** A command that is not defined with `defineCommand` yet. */
export function legacy<const Name extends string>(
  name: Name,
  summary: string,
  load: () => Promise<Command>,
): Listed<Name> {
  const loader = async () => {
    const { help, run } = await load();
    return { command: { facts: { name, summary }, help: () => help, run } };
  };
  return { [name]: loader } as unknown as Listed<Name>;
}
