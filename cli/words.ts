/** Texts of the commands `qr`, and of options that are read by cli/arguments.ts. */
export const words = {
  optionUnknown: (option: string) =>
    `There is no option ${option}. A name that begins with - goes to the end, behind --.`,
  numberNeeded: (option: string, least: number, most: number) => `${option} takes a number from ${least} to ${most}.`,
  choiceNeeded: (option: string, choices: string) => `${option} takes one of: ${choices}.`,
  fileNeeded: 'Which file? Give exactly one.',
  addressNeeded: (most: number) => `--url takes an http or https address of at most ${most} characters.`,
  formatUnknown: 'The name behind -o must end in .png, .svg or .gif; or give --format.',
  formatNeeded: 'With -o - give --format png, svg or gif as well.',
  outputNeeded: 'This is no terminal to show a code in. Give -o FILE.png, FILE.svg or FILE.gif.',
  pictureOnTerminal: 'A picture would garble this terminal. Give -o FILE, or redirect the output.',
  severalToPipe: (count: number) =>
    `These are ${count} pictures, and -o - takes one. Use --format gif, or give -o FILE.`,
  optionIdle: (option: string, place: string) => `${option} means nothing ${place}.`,
  keyboardNeeded: '--pages waits for the Enter key, and there is no keyboard here.',
  picturesNeeded: 'Which pictures? Give pictures, folders of pictures, or --text.',
  wrote: (first: string, last: string, count: number) =>
    count === 1 ? `Wrote ${first}: one code.` : `Wrote ${first} to ${last}: ${count} codes.`,
  wroteAnimation: (path: string, count: number, seconds: string) =>
    `Wrote ${path}: ${count} codes, a round takes ${seconds} seconds.`,
  suffice: (necessary: number) => `Any ${necessary} of them are enough, very rarely one more, in any order.`,
  allNeeded: 'All of them are needed, in any order.',
  playing: (shown: number, necessary: number) => `Code ${shown}, about ${necessary} needed. Ctrl-C ends.`,
  paging: (page: number, pages: number) => `Code ${page} of ${pages}. Enter: next, b: back, q: end.`,
  windowTooSmall: (columns: number, rows: number) => `Window too small: needs ${columns} x ${rows}`,
  restored: (path: string, bytes: number, codes: number) =>
    `Restored ${path}: ${bytes} ${bytes === 1 ? 'byte' : 'bytes'} from ${codes} ${codes === 1 ? 'code' : 'codes'}.`,
  looking: (number: number, count: number) => `Picture ${number} of ${count}`,
  progress: (received: number, needed: number) => `${received} of ${needed} parts`,
  jsonNeedsOutput: '--json and -o - both want standard output. Give one of them.',
  bytesOnTerminal: 'The file could garble this terminal. Give -o FILE, or redirect the output.',
  withoutCode: (path: string) => `No code found in ${path}`,
  unreadable: (path: string) => `Not a picture that can be opened: ${path}`,
  foreign: (path: string) => `Not one of our codes in ${path}`,
  textGiven: '--text',
  toStandardOutput: 'to standard output',
} as const;
