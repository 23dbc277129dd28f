import type { CommandFacts } from './command.ts';
import { columnsOf, type HelpRow, wrapped } from './layout.ts';
import { type Argument, type Option, optionName } from './parameters.ts';
import { frameworkTexts as texts } from './texts.ts';

/**
 * Generates a command's help: usage, description, arguments, options, examples, exit codes.
 *
 * @param columns width of the text
 */
export function helpOf(command: CommandFacts, columns: number): string {
  const { summary, description, notes, examples = [], exits = {} } = command;
  const options = Object.entries(command.options ?? {});
  const blocks = [
    usageOf(command),
    wrapped(summary, columns),
    description && wrapped(description.trim(), columns),
    section(texts.headings.arguments, Object.values(command.arguments ?? {}).map(argumentRow), columns),
    section(texts.headings.options, [...options.map(optionRow), helpRow], columns),
    notes && wrapped(notes.trim(), columns),
    examples.length > 0 && exampleSection(examples),
    section(texts.headings.exits, Object.entries(exits), columns),
  ];
  return `${blocks.filter((block) => typeof block === 'string' && block !== '').join('\n\n')}\n`;
}

const helpRow: HelpRow = ['-h, --help', texts.help];

function usageOf(command: CommandFacts): string {
  const lines = command.usage ?? [generatedUsage(command)];
  const indent = ' '.repeat(texts.usage.length);
  return lines.map((line, at) => `${at === 0 ? texts.usage : indent} keyferry ${line}`).join('\n');
}

function generatedUsage({ name, arguments: args = {}, options = {} }: CommandFacts): string {
  const required = Object.entries(options)
    .filter(([, { isRequired }]) => isRequired)
    .map(([key, { value }]) => `${optionName(key)} ${value}`);
  const hasOthers = Object.values(options).some(({ isRequired }) => !isRequired);
  const parts = [name, ...Object.values(args).map(argumentUsage), ...required];
  return [...parts, ...(hasOthers ? [texts.optionsPlaceholder] : [])].join(' ');
}

function argumentUsage({ value, presence }: Argument<unknown>): string {
  return { required: value, optional: `[${value}]`, some: `${value}...`, any: `[${value}...]` }[presence];
}

function argumentRow({ value, help, defaultText }: Argument<unknown>): HelpRow {
  return [value, defaultText === null ? help : `${help} ${texts.byDefault(defaultText)}`];
}

function optionRow([key, declared]: readonly [string, Option<unknown>]): HelpRow {
  const { short, value, help, isRequired, isRepeatable, defaultText } = declared;
  const name = `${short === null ? '    ' : `-${short}, `}${optionName(key)}`;
  const marks = [
    ...(isRequired ? [texts.required] : []),
    ...(isRepeatable ? [texts.repeatable] : []),
    ...(defaultText === null ? [] : [texts.byDefault(defaultText)]),
  ];
  return [value === '' ? name : `${name} ${value}`, [help, ...marks].join(' ')];
}

function section(heading: string, rows: readonly HelpRow[], columns: number): string {
  return rows.length === 0 ? '' : `${heading}:\n${columnsOf(rows, columns)}`;
}

function exampleSection(examples: NonNullable<CommandFacts['examples']>): string {
  const lines = examples.map(({ does, line }) => `  # ${does}\n  keyferry ${line}`);
  return `${texts.headings.examples}:\n${lines.join('\n\n')}`;
}
