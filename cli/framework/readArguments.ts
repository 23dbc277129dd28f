import { parseArgs } from 'node:util';
import { decodeBase64Url } from '../../src/crypto/base64.ts';
import { UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import type { CommandFacts } from './command.ts';
import { type Argument, type Option, optionName } from './parameters.ts';
import { suggest } from './suggest.ts';
import { frameworkTexts as texts } from './texts.ts';

type Parameters = Pick<CommandFacts, 'arguments' | 'options'>;

/**
 * Reads a command's arguments and options as its definition declares them.
 *
 * @param args what follows the command's name
 * @returns values by the keys of the definition
 * @throws UsageError unknown option, missing value, value of the wrong type, or too many or too few arguments
 */
export function readArguments(command: Parameters, args: readonly string[]): Readonly<Record<string, unknown>> {
  const options = Object.entries(command.options ?? {});
  const { given, positionals } = sorted(options, args);
  return {
    ...readOptions(options, given),
    ...readPositionals(Object.entries(command.arguments ?? {}), positionals),
  };
}

interface Sorted {
  /** The texts given for each option, by its key. A flag yields an empty one. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

type Named<Parameter> = readonly (readonly [key: string, parameter: Parameter])[];

function sorted(options: Named<Option<unknown>>, args: readonly string[]): Sorted {
  const keys = new Map(options.map(([key]) => [optionName(key).slice(2), key]));
  const { tokens } = parseArgs({ args: args.map(guarded), options: configOf(options), ...lenient });
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(unguarded(token.value));
    if (token.kind !== 'option') continue;
    const key = keys.get(token.name);
    const declared = options.find(([name]) => name === key)?.[1];
    if (key === undefined || !declared) throw unknownOption(token.rawName, [...keys.keys()], args);
    const value = checkedValue(token, declared);
    given.set(key, [...(given.get(key) ?? []), value]);
  }
  return { given, positionals };
}

/** Node's own messages name no value and suggest nothing, so it only splits the words here. */
const lenient = { allowPositionals: true, strict: false, tokens: true } as const;

function configOf(options: Named<Option<unknown>>) {
  const entries = options.map(([key, { kind, short }]) => {
    const type = kind === 'flag' ? ('boolean' as const) : ('string' as const);
    return [optionName(key).slice(2), { type, ...(short !== null && { short }) }] as const;
  });
  return Object.fromEntries(entries);
}

interface OptionToken {
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checkedValue({ rawName, value, inlineValue }: OptionToken, { kind, value: stands }: Option<unknown>): string {
  if (kind === 'flag') {
    if (value !== undefined) throw new UsageError(texts.valueUnwanted(rawName));
    return '';
  }
  const isOption = value !== undefined && !inlineValue && value.length > 1 && value.startsWith('-');
  if (value === undefined || isOption) throw new UsageError(texts.valueMissing(rawName, stands));
  return unguarded(value);
}

function unknownOption(rawName: string, names: readonly string[], args: readonly string[]): UsageError {
  // `-type` reads as several options of one letter.
  const typed = rawName.startsWith('--') ? rawName : (args.find((arg) => /^-[a-z][\w-]+/.test(arg)) ?? rawName);
  const [name = ''] = typed.split('=');
  const similar = suggest(name.replace(/^-+/, ''), names);
  return new UsageError(texts.optionUnknown(shown(name), similar === null ? null : `--${similar}`));
}

function readOptions(options: Named<Option<unknown>>, given: Sorted['given']): Record<string, unknown> {
  const missing = options.filter(([key, { isRequired }]) => isRequired && !given.has(key));
  if (missing.length > 0) {
    throw new UsageError(texts.optionsMissing(missing.map(([key, { value }]) => `${optionName(key)} ${value}`)));
  }
  const values = options.map(([key, declared]) => {
    const reading = declared.read(given.get(key) ?? []);
    if (reading === 'wrong') throw valueWrong(optionName(key), declared, given.get(key));
    return [key, reading.result];
  });
  return Object.fromEntries(values);
}

function valueWrong(
  name: string,
  { expected, completion }: Pick<Option<unknown>, 'expected' | 'completion'>,
  given: readonly string[] = [],
): UsageError {
  const words = typeof completion === 'string' ? [] : completion;
  // A list has its values behind commas.
  const typed = given.flatMap((text) => text.split(',')).map((word) => word.trim());
  const wrong = typed.find((word) => !words.includes(word));
  return new UsageError(texts.valueWrong(name, expected, wrong === undefined ? null : suggest(wrong, words)));
}

function readPositionals(args: Named<Argument<unknown>>, positionals: readonly string[]): Record<string, unknown> {
  const rest = [...positionals];
  const values = args.map(([key, { value, presence, expected, completion, read }]) => {
    const isList = presence === 'some' || presence === 'any';
    const given = rest.splice(0, isList ? rest.length : 1);
    const isMissing = given.length === 0 && (presence === 'required' || presence === 'some');
    if (isMissing) throw new UsageError(texts.argumentMissing(value));
    const reading = read(given);
    if (reading === 'wrong') throw valueWrong(value, { expected, completion }, given);
    return [key, reading.result];
  });
  const [surplus] = rest;
  if (surplus !== undefined) throw new UsageError(texts.argumentUnwanted(args.length));
  return Object.fromEntries(values);
}

/** No argument of a program can hold it. */
const guard = '\0';

/** Ids are base64url, and one in 64 begins like an option. */
function guarded(arg: string): string {
  return arg.startsWith('-') && decodeBase64Url(arg)?.length === 16 ? guard + arg : arg;
}

function unguarded(value: string): string {
  return value.replace(guard, '');
}
