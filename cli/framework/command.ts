import type { Streams } from '../command.ts';
import type { Argument, Option } from './parameters.ts';

/** Everything outside a command that it reads or writes, besides files. */
export interface CommandEnvironment extends Streams {
  /** Environment variables, such as `process.env`. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** How long a write waits for another process that holds the store, in milliseconds; the store's own default if absent. */
  readonly storePatienceMs?: number;
  /** The commands of this tool. */
  readonly commands: CommandList;
  now(): Date;
}

export type ArgumentTable = Readonly<Record<string, Argument<unknown>>>;
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** A command line to copy, and what it does: an imperative phrase. */
export interface Example {
  readonly does: string;
  /** Without `keyferry`: `serials show 7K2QM`. */
  readonly line: string;
}

/** What help shows of a command, all of it. */
export interface CommandFacts<Name extends string = string> {
  /** As it is typed: `qr encode`. */
  readonly name: Name;
  /** One line for lists of commands; begins with an imperative verb, ends with a full stop. */
  readonly summary: string;
  /** Paragraphs below the summary, separated by empty lines; lines that begin with two spaces stay as they are. */
  readonly description?: string;
  /** Usage lines without `keyferry`, where the generated one is not enough. */
  readonly usage?: readonly string[];
  readonly arguments?: ArgumentTable;
  readonly options?: OptionTable;
  /** Paragraphs below the options, such as where a passphrase comes from. */
  readonly notes?: string;
  readonly examples?: readonly Example[];
  /** Meanings of exit codes, where scripts depend on them. */
  readonly exits?: Readonly<Record<number, string>>;
}

export type Results<Parameters> = {
  readonly [Key in keyof Parameters]: Parameters[Key] extends { read(given: readonly string[]): infer Reading }
    ? Reading extends { readonly result: infer Result }
      ? Result
      : never
    : never;
};

export interface CommandSpec<Name extends string, Args extends ArgumentTable, Opts extends OptionTable>
  extends CommandFacts<Name> {
  readonly arguments?: Args;
  readonly options?: Opts;
  /**
   * @param values arguments and options by their keys
   * @returns exit code
   * @throws UsageError, CommandError, ConfigurationError, Refusal: explained to the user; anything else is a fault
   */
  run(values: Results<Args> & Results<Opts>, environment: CommandEnvironment): Promise<number>;
}

/** A command as the tool uses it. */
export interface DefinedCommand<Name extends string = string> {
  readonly facts: CommandFacts<Name>;
  /** @param columns width of the text */
  help(columns: number): string;
  /**
   * @param args what follows the command's name
   * @returns exit code
   * @throws as the definition's `run`; UsageError for arguments that do not fit
   */
  run(args: readonly string[], environment: CommandEnvironment): Promise<number>;
}

/** Commands by name, each loaded only when it is used: what one needs costs the others no time. */
export type CommandTable = Readonly<Record<string, () => Promise<{ readonly command: DefinedCommand }>>>;

/** All commands of a tool. */
export interface CommandList {
  /** In the order in which help lists them. */
  readonly commands: CommandTable;
  /** What commands with the same first word are about, by that word; one sentence, an imperative. */
  readonly groups: Readonly<Record<string, string>>;
  /** Said of a command that this tool does not have, such as where to find others; null: nothing. */
  readonly elsewhere: string | null;
}
