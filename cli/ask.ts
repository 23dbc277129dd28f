import type { Streams } from './command.ts';
import { terminalSequence } from './terminalText.ts';

/** Exit code after SIGINT, as shells report it: 128 and the signal's number. */
const interrupted = 130;

/**
 * Asks at the terminal. The question goes to standard error, because standard output may be piped on.
 *
 * Own code instead of a library: a passphrase must show nothing, not even its length; text pasted behind one line must
 * answer the next question; and the current prompt libraries do not run on Node 20.
 *
 * @param echo whether the terminal shows what is typed
 * @returns the line, without its end
 */
export function ask(question: string, { stdin, stderr }: Streams, echo: boolean): Promise<string> {
  // Before the question, or the terminal itself would show a fast answer.
  stdin.setRawMode(true);
  stderr.write(question);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve) => {
    let line = '';
    const finish = (rest: string) => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      // Text pasted behind the line answers the next question.
      if (rest !== '') stdin.unshift(rest, 'utf8');
    };
    const take = (chunk: string) => {
      const characters = [...chunk];
      for (const [at, character] of characters.entries()) {
        if (character === '\u0003') {
          finish('');
          process.exit(interrupted);
        }
        if (character === '\r' || character === '\n' || character === '\u0004') {
          finish(characters.slice(at + 1).join(''));
          return resolve(line);
        }
        const before = line;
        line = edited(line, character);
        if (echo) stderr.write(terminalSequence(change(before, line)));
      }
    };
    stdin.on('data', take);
  });
}

function edited(line: string, character: string): string {
  if (character === '\u007f' || character === '\b') return [...line].slice(0, -1).join('');
  // Ctrl-U clears the line.
  if (character === '\u0015') return '';
  return character < ' ' ? line : line + character;
}

function change(before: string, after: string): string {
  if (after.startsWith(before)) return after.slice(before.length);
  return '\b \b'.repeat([...before].length - [...after].length);
}
