import { describe, expect, test } from 'vitest';
import { allCommands } from '../../../cli/commands.ts';
import { loadCommands } from '../../../cli/framework/commandList.ts';
import { defineCommand } from '../../../cli/framework/defineCommand.ts';
import { argument, flag, option, optionName } from '../../../cli/framework/parameters.ts';
import { file, text } from '../../../cli/framework/valueTypes.ts';
import { machineCommands } from '../../../cli/machineCommands.ts';
import { emptyFolder, keyferryHere } from '../tool.ts';

const commands = await loadCommands(allCommands.commands);
const named = commands.map((command) => [command.facts.name, command] as const);

describe.each(named)('the help of %s', (name, { facts, help }) => {
  const shown = help(100);

  test('names every option and argument, and begins with its usage', () => {
    expect(shown.startsWith(`Usage: keyferry ${name}`)).toBe(true);
    for (const key of Object.keys(facts.options ?? {})) expect(shown).toContain(optionName(key));
    for (const { value } of Object.values(facts.arguments ?? {})) expect(shown).toContain(value);
    expect(shown).toContain('-h, --help');
    expect(shown).toContain(facts.summary.split(' ', 1)[0] ?? '');
  });

  test('summary, options and examples begin with a verb', () => {
    const [verb = ''] = facts.summary.split(' ');
    expect(verb).toMatch(/^[A-Z][a-z]*[a-rt-z]$/);
    expect(facts.summary).toMatch(/\.$/);
    for (const { does } of facts.examples ?? []) expect(does).toMatch(/^[A-Z][a-z]*[a-rt-z]\b.*[^.]$/);
  });

  test('fits 100 columns, except lines to copy', () => {
    const lines = shown.split('\n').filter((line) => !/^ {2}\S|^Usage|^ {6} keyferry/.test(line));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('shows examples that the command accepts', () => {
    for (const { line } of facts.examples ?? []) expect(line.startsWith(name)).toBe(true);
  });
});

test('every way to ask for help prints the same text', async () => {
  const folder = emptyFolder();
  const asked = [
    ['serials', 'mint', '--help'],
    ['serials', 'mint', '-h'],
    ['help', 'serials', 'mint'],
  ];
  const runs = [];
  for (const args of asked) runs.push(await keyferryHere(folder, args));
  const [first] = runs;
  expect(first?.stdout.toString()).toContain('Usage: keyferry serials mint --type ID [OPTIONS]');
  for (const run of runs) expect([run.exitCode, run.stdout, run.stderr]).toEqual([0, first?.stdout, '']);
});

test.each([
  [[], 2, 'Give a command.'],
  [['sreials'], 2, 'Unknown command “sreials”. Did you mean “serials”?'],
  [['serials', 'lst'], 2, 'Unknown command “serials lst”. Did you mean “serials list”?'],
  [['serials', 'xylophone'], 2, 'Unknown command “serials xylophone”.\n'],
  [['serials', 'list', '--stat', 'blocked'], 2, 'Unknown option --stat. Did you mean “--state”?'],
  [['serials', 'list', '--limit', 'all'], 2, '--limit takes a whole number'],
])('%j ends with %d and “%s”', async (args, exitCode, complaint) => {
  const run = await keyferryHere(emptyFolder(), args);
  expect([run.exitCode, run.stdout.length, run.stderr]).toEqual([exitCode, 0, expect.stringContaining(complaint)]);
});

test('the single executable says where the other commands are', async () => {
  const elsewhere = 'The vendor’s tool has it.';
  const carried = { commands: { ...allCommands, commands: machineCommands, elsewhere } };
  const run = await keyferryHere(emptyFolder(), ['serve'], '', {}, carried);
  expect([run.exitCode, run.stderr]).toEqual([2, expect.stringContaining(`Unknown command “serve”. ${elsewhere}`)]);
  expect(Object.keys(allCommands.commands)).toEqual(expect.arrayContaining(Object.keys(machineCommands)));
});

test('usage and defaults are derived from the definition', () => {
  const command = defineCommand({
    name: 'sample',
    summary: 'Do it.',
    arguments: {
      one: argument({ value: 'ONE', help: 'First', type: text }),
      more: argument({ value: 'MORE', help: 'Others', type: file, presence: 'any' }),
    },
    options: {
      deepLink: option({ value: 'URL', help: 'Address', type: text, required: true }),
      count: option({ value: 'N', help: 'How many', type: text, default: 'three' }),
      all: flag({ help: 'Take all', short: 'a' }),
    },
    exits: { 3: 'the clock is suspect' },
    run: async ({ one, more, deepLink, count, all }) => [one, ...more, deepLink, count].length + Number(all),
  });
  expect(command.help(80)).toBe(`Usage: keyferry sample ONE [MORE...] --deep-link URL [OPTIONS]

Do it.

Arguments:
  ONE    First
  MORE   Others

Options:
      --deep-link URL   Address (required)
      --count N         How many (default: three)
  -a, --all             Take all
  -h, --help            Show this help

Exit codes:
  3   the clock is suspect
`);
});

test('a command without a summary, or listed under another name, does not compile', () => {
  // @ts-expect-error Every command has a summary.
  defineCommand({ name: 'sample', run: async () => 0 });
  // @ts-expect-error An option that is required or absent is not both.
  option({ value: 'N', help: 'How many', type: text, default: 3 });
  expect(commands.every(({ facts }) => Object.hasOwn(allCommands.commands, facts.name))).toBe(true);
});
