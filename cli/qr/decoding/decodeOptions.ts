import { readArguments } from '../../arguments.ts';
import { UsageError } from '../../errors.ts';
import { words } from '../../words.ts';

export interface DecodeOptions {
  /** Pictures, and folders of pictures. */
  readonly paths: readonly string[];
  /** `-`: standard output. Null: the name that traveled along. */
  readonly output: string | null;
  readonly texts: readonly string[];
  /** Whether further texts are read from standard input, one a line. */
  readonly textsFromInput: boolean;
  readonly force: boolean;
  readonly json: boolean;
}

/** @throws UsageFault */
export function readDecodeOptions(args: readonly string[]): DecodeOptions {
  const { values, positionals } = readArguments(args, {
    output: { type: 'string', short: 'o' },
    text: { type: 'string', multiple: true },
    force: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  const texts = values.text ?? [];
  const { output = null, force = false, json = false } = values;
  if (positionals.length + texts.length === 0) throw new UsageError(words.picturesNeeded);
  if (output === '-' && json) throw new UsageError(words.jsonNeedsOutput);
  if (output === '-' && force) throw new UsageError(words.optionIdle('--force', 'with -o -'));
  return {
    paths: positionals,
    output,
    texts: texts.filter((text) => text !== '-'),
    textsFromInput: texts.includes('-'),
    force,
    json,
  };
}
