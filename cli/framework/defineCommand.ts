import type { ArgumentTable, CommandSpec, DefinedCommand, OptionTable, Results } from './command.ts';
import { helpOf } from './help.ts';
import { readArguments } from './readArguments.ts';

/** Defines a command: its name, texts, arguments, options and action. */
export function defineCommand<
  const Name extends string,
  Args extends ArgumentTable = Record<never, never>,
  Opts extends OptionTable = Record<never, never>,
>(spec: CommandSpec<Name, Args, Opts>): DefinedCommand<Name> {
  return {
    facts: spec,
    help: (columns) => helpOf(spec, columns),
    async run(args, environment) {
      const values = readArguments(spec, args) as Results<Args> & Results<Opts>;
      return spec.run(values, environment);
    },
  };
}
