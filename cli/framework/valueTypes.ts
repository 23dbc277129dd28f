/** What a shell can offer for a value: names of files or folders, fixed words, or nothing. */
export type Completion = 'nothing' | 'files' | 'folders' | readonly string[];

/** The type of an option's or argument's value: how it is read, and what to say when it cannot be. */
export interface ValueType<Value> {
  /** Completes the sentence “--option takes …”. */
  readonly expected: string;
  readonly completion: Completion;
  /** @returns undefined when the text is no such value */
  parse(text: string): Value | undefined;
}

/** Any text. */
export const text: ValueType<string> = { expected: 'text', completion: 'nothing', parse: (given) => given };

/** The path of a file; `-` often means standard input or output. */
export const file: ValueType<string> = { expected: 'a file', completion: 'files', parse: (given) => given };

/** The path of a folder. */
export const folder: ValueType<string> = { expected: 'a folder', completion: 'folders', parse: (given) => given };

/** A whole number from `least` to `most`, in decimal digits. */
export function wholeNumber(least: number, most: number): ValueType<number> {
  return numberType(`a whole number from ${least} to ${most}`, /^\d+$/, least, most);
}

/** A number from `least` to `most`, with or without decimals. */
export function decimalNumber(least: number, most: number): ValueType<number> {
  return numberType(`a number from ${least} to ${most}`, /^\d+(?:\.\d+)?$/, least, most);
}

function numberType(expected: string, pattern: RegExp, least: number, most: number): ValueType<number> {
  const parse = (given: string) => {
    const value = pattern.test(given) ? Number(given) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  };
  return { expected, completion: 'nothing', parse };
}

/** One of a few words or numbers. */
export function choice<const Value extends string | number>(values: readonly Value[]): ValueType<Value> {
  return {
    expected: `one of: ${values.join(', ')}`,
    completion: values.map(String),
    parse: (given) => values.find((value) => String(value) === given),
  };
}

/**
 * Text of a form of its own.
 *
 * @param expected completes the sentence “--option takes …”
 * @param parse returns undefined when the text does not have that form
 */
export function parsed<Value>(expected: string, parse: (given: string) => Value | undefined): ValueType<Value> {
  return { expected, completion: 'nothing', parse };
}
