import type { ParseArgsConfig } from 'node:util';
import { numberIn, readArguments } from '../../arguments.ts';
import type { KeysetOrder } from './makeKeyset.ts';
import { defaultLifetimes } from './nextDraft.ts';

/** More than a lifetime is a mistake in typing. */
const maxDays = 36_525;

const common = {
  data: { type: 'string' },
  root: { type: 'string' },
  output: { type: 'string', short: 'o' },
} as const;

/** What the commands that make keysets have in common. */
export interface KeysetOptions extends Pick<KeysetOrder, 'lifetimes' | 'output'> {
  readonly data: string | undefined;
  readonly root: string | undefined;
  readonly positionals: readonly string[];
  readonly rotate: boolean;
  /** Options that may be given several times. */
  readonly lists: Readonly<Record<'pin' | 'license', readonly string[] | undefined>>;
}

/**
 * @param own options of the one command: `valid`, `overlap`, `rotate`, `pin`, `license`
 * @throws UsageFault
 */
export function readKeysetOptions(
  args: readonly string[],
  own: NonNullable<ParseArgsConfig['options']>,
): KeysetOptions {
  const { values, positionals } = readArguments(args, { ...own, ...common });
  const given = values as Readonly<Record<string, string | boolean | string[] | undefined>>;
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : undefined);
  const list = (name: string) => (Array.isArray(given[name]) ? given[name] : undefined);
  const days = (name: 'valid' | 'overlap', least: number) =>
    numberIn(`--${name}`, text(name), { least, most: maxDays, whole: true }) ?? defaultLifetimes[name];
  return {
    data: text('data'),
    root: text('root'),
    output: text('output'),
    lifetimes: { valid: days('valid', 1), overlap: days('overlap', 0) },
    positionals,
    rotate: given.rotate === true,
    lists: { pin: list('pin'), license: list('license') },
  };
}
