import type { Completion, ValueType } from './valueTypes.ts';

/** A value that was read; or `wrong`: the text is not of the type. */
export type Reading<Result> = { readonly result: Result } | 'wrong';

/** What options and arguments have in common. */
interface Parameter<Result> {
  /** One sentence for help, without its full stop. */
  readonly help: string;
  /** Stands for the value in help, such as `FILE`; empty for a flag. */
  readonly value: string;
  /** As help shows it; null: no default. */
  readonly defaultText: string | null;
  /** Completes the sentence “--option takes …”. */
  readonly expected: string;
  readonly completion: Completion;
  /** @param given the texts typed for it, in order; empty when it is absent */
  read(given: readonly string[]): Reading<Result>;
}

/** An option of a command. Its name comes from its key in the definition: `serialFile` is typed as `--serial-file`. */
export interface Option<Result> extends Parameter<Result> {
  readonly kind: 'flag' | 'value';
  /** One letter; null: it has only its long name. */
  readonly short: string | null;
  readonly isRequired: boolean;
  readonly isRepeatable: boolean;
}

/** A positional argument: exactly one text, at most one, one or more, or any number of them. */
export interface Argument<Result> extends Parameter<Result> {
  readonly presence: 'required' | 'optional' | 'some' | 'any';
}

interface ParameterSpec<Value> {
  readonly type: ValueType<Value>;
  /** Stands for the value in help: `FILE`, `DAYS`. */
  readonly value: string;
  /** One sentence for help, without its full stop. */
  readonly help: string;
  /** The default as help shows it, where it is not a plain value: `KEYFERRY_DATA, else .keyferry`. */
  readonly defaultText?: string;
}

interface OptionSpec<Value> extends ParameterSpec<Value> {
  /** One letter: `o` for `-o`. */
  readonly short?: string;
}

interface OptionPresence<Value> {
  readonly repeatable?: boolean;
  readonly required?: boolean;
  readonly default?: Value;
}

/**
 * Declares an option that takes a value.
 *
 * @returns yields the value; a list with `repeatable`; undefined when it is absent, not required and without a default
 */
export function option<Value>(
  spec: OptionSpec<Value> & { readonly repeatable: true; readonly required?: boolean },
): Option<readonly Value[]>;
export function option<Value>(spec: OptionSpec<Value> & { readonly required: true }): Option<Value>;
export function option<Value>(spec: OptionSpec<Value> & { readonly default: NoInfer<Value> }): Option<Value>;
export function option<Value>(spec: OptionSpec<Value>): Option<Value | undefined>;
export function option<Value>(spec: OptionSpec<Value> & OptionPresence<Value>): Option<unknown> {
  const { type, value, help, short = null, required = false, repeatable = false } = spec;
  const byDefault = spec.default === undefined ? null : String(spec.default);
  return {
    ...{ kind: 'value', help, value, short, isRequired: required, isRepeatable: repeatable },
    defaultText: spec.defaultText ?? byDefault,
    expected: type.expected,
    completion: type.completion,
    read(given) {
      const values = given.map(type.parse);
      if (values.includes(undefined)) return 'wrong';
      return { result: repeatable ? values : (values.at(-1) ?? spec.default) };
    },
  };
}

/** Declares an option without a value: true when it is given. */
export function flag({
  help,
  short = null,
}: {
  readonly help: string;
  readonly short?: string | null;
}): Option<boolean> {
  return {
    ...{ kind: 'flag', help, value: '', short, isRequired: false, isRepeatable: false, defaultText: null },
    ...{ expected: 'no value', completion: 'nothing' },
    read: (given) => ({ result: given.length > 0 }),
  };
}

/**
 * Declares a positional argument. The keys of a definition's arguments stand in the order in which they are typed; one
 * with `presence` `some` or `any` must be the last.
 *
 * @returns yields the value; undefined when an optional one is absent; a list for `some` and `any`
 */
export function argument<Value>(
  spec: ParameterSpec<Value> & { readonly presence: 'some' | 'any' },
): Argument<readonly Value[]>;
export function argument<Value>(
  spec: ParameterSpec<Value> & { readonly presence: 'optional' },
): Argument<Value | undefined>;
export function argument<Value>(spec: ParameterSpec<Value>): Argument<Value>;
export function argument<Value>(
  spec: ParameterSpec<Value> & { readonly presence?: Argument<Value>['presence'] },
): Argument<unknown> {
  const { type, value, help, defaultText = null, presence = 'required' } = spec;
  const isList = presence === 'some' || presence === 'any';
  return {
    ...{ value, help, defaultText, presence, expected: type.expected, completion: type.completion },
    read(given) {
      const values = given.map(type.parse);
      if (values.includes(undefined)) return 'wrong';
      return { result: isList ? values : values[0] };
    },
  };
}

/** @returns the option's name as it is typed: `--serial-file` for `serialFile` */
export function optionName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
