import { retypedSerial } from '../../src/documents/serial/scannedSerial.ts';
import { ask } from '../ask.ts';
import type { Streams } from '../command.ts';
import { CommandError } from '../errors.ts';
import { vendorTexts } from './texts.ts';

/** Longest line that is read for a serial number, in characters. */
const longestLine = 1000;

/**
 * Reads a serial number from standard input, or asks for it at the terminal: other users of the computer can see arguments.
 *
 * @returns as typed; canonical, if a hand scanner typed a serial number of Keyferry for another keyboard than the computer has
 * @throws CommandError `input-missing`
 */
export async function askForSerial(streams: Streams): Promise<string> {
  const line = streams.stdin.isTTY
    ? await ask(vendorTexts.serialQuestion, streams, true)
    : await firstLine(streams.stdin);
  if (line.trim() === '') throw new CommandError('input-missing', {});
  const retyped = retypedSerial(line, 'any');
  return retyped?.isCertain ? retyped.canonical : line.trim();
}

async function firstLine(stdin: NodeJS.ReadStream): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.includes('\n') || text.length > longestLine) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? '';
}
