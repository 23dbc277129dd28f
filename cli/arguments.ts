import { type ParseArgsConfig, parseArgs } from 'node:util';
import { systemCode } from '../hardware/systemCode.ts';
import { decodeBase64Url } from '../src/crypto/base64.ts';
import { UsageError } from './errors.ts';
import { shown } from './files.ts';
import { words } from './words.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<Known extends Options> = ReturnType<
  typeof parseArgs<{ options: Known; allowPositionals: true; strict: true }>
>;

/**
 * Takes a command's arguments apart.
 *
 * @throws UsageFault unknown option, option without its value, or value without need
 */
export function readArguments<const Known extends Options>(args: readonly string[], options: Known): Parsed<Known> {
  try {
    const parsed = parseArgs({ args: args.map(guarded), options, allowPositionals: true, strict: true });
    const values = Object.entries(parsed.values).map(([name, value]) => [name, unguarded(value)]);
    return {
      ...parsed,
      values: Object.fromEntries(values),
      positionals: parsed.positionals.map(unguarded),
    } as Parsed<Known>;
  } catch (error) {
    if (error instanceof Error && systemCode(error)?.startsWith('ERR_PARSE_ARGS')) {
      const unknown = /^Unknown option '([^']+)'/.exec(error.message)?.[1];
      throw new UsageError(unknown === undefined ? error.message : words.optionUnknown(shown(unknown)));
    }
    throw error;
  }
}

/** No argument of a program can hold it. */
const guard = '\0';

/** Ids of ours are base64url, and one in 64 begins like an option. */
function guarded(arg: string): string {
  return arg.startsWith('-') && decodeBase64Url(arg)?.length === 16 ? guard + arg : arg;
}

function unguarded<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replace(guard, '') as Value;
  return Array.isArray(value) ? (value.map(unguarded) as Value) : value;
}

/** What a number given as an option may be. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

/**
 * @param option its name as typed, for the message
 * @param text its value; undefined when it was not given
 * @throws UsageFault when it is no such number
 */
export function numberIn(option: string, text: string | undefined, range: NumberRange): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const fits = value >= range.least && value <= range.most && (!range.whole || Number.isInteger(value));
  if (!fits) throw new UsageError(words.numberNeeded(option, range.least, range.most));
  return value;
}

/**
 * @throws UsageFault when it is none of the choices
 */
export function oneOf<Value extends string | number>(
  option: string,
  text: string | undefined,
  choices: readonly Value[],
): Value | undefined {
  if (text === undefined) return undefined;
  const chosen = choices.find((choice) => String(choice) === text);
  if (chosen === undefined) throw new UsageError(words.choiceNeeded(option, choices.join(', ')));
  return chosen;
}
