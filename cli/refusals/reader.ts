/** Who reads a command's messages: a person who activates machines or carries files, or the vendor. */
export type RefusalReader = 'user' | 'vendor';

/** First words of the commands that customers run; the vendor runs all others. */
const userCommands = ['machine', 'qr'];

/** @param command its name, such as `keys init` */
export function readerOf(command: string): RefusalReader {
  return userCommands.includes(command.split(' ')[0] ?? '') ? 'user' : 'vendor';
}
