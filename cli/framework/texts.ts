/** What the tool itself says about command lines and in help. */
export const frameworkTexts = {
  about: 'keyferry carries files and software licenses to machines without a network.',
  commandMissing: 'Give a command.',
  commandUnknown: (word: string, similar: string | null) => `Unknown command “${word}”.${didYouMean(similar)}`,
  optionFirst: (option: string) =>
    `Unknown option ${option} in place of a command. Give the command first, then its options.`,
  seeHelp: (name: string) => `Run “${name} --help” for usage.`,
  moreHelp: (name: string) => `Run “${name} COMMAND --help” for the options of a command.`,

  optionUnknown: (option: string, similar: string | null) =>
    `Unknown option ${option}.${didYouMean(similar)} Put a name that begins with - after --.`,
  optionsMissing: (options: readonly string[]) => `Missing: ${options.join(', ')}.`,
  valueMissing: (option: string, value: string) => `${option} needs a value: ${option} ${value}.`,
  valueUnwanted: (option: string) => `${option} takes no value.`,
  valueWrong: (name: string, expected: string, similar: string | null) =>
    `${name} takes ${expected}.${didYouMean(similar)}`,
  argumentMissing: (value: string) => `Missing: ${value}.`,
  argumentUnwanted: (most: number) =>
    most === 0 ? 'This command takes no arguments, only options.' : `This command takes at most ${plural(most)}.`,

  usage: 'Usage:',
  headings: {
    commands: 'Commands',
    arguments: 'Arguments',
    options: 'Options',
    examples: 'Examples',
    exits: 'Exit codes',
  },
  optionsPlaceholder: '[OPTIONS]',
  commandPlaceholder: 'COMMAND [ARGUMENTS]',
  byDefault: (value: string) => `(default: ${value})`,
  required: '(required)',
  repeatable: '(repeatable)',
  help: 'Show this help',
} as const;

function didYouMean(similar: string | null): string {
  return similar === null ? '' : ` Did you mean “${similar}”?`;
}

function plural(count: number): string {
  return count === 1 ? 'one argument' : `${count} arguments`;
}
