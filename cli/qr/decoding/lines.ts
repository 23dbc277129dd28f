import { StringDecoder } from 'node:string_decoder';

/** A code carries at most 4,296 characters; a longer line must not fill the memory. */
const maxLineLength = 16_384;

/** Yields the lines of a stream, without blank and overlong ones. Keeps no more than one line. */
export async function* linesFrom(input: NodeJS.ReadStream): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let kept = '';
  // A terminal stays open for what is asked afterwards.
  for await (const chunk of input.iterator({ destroyOnReturn: false })) {
    const lines = (typeof chunk === 'string' ? chunk : decoder.write(chunk)).split(/[\r\n]/);
    const last = lines.pop() ?? '';
    for (const line of lines) {
      const whole = kept + line;
      kept = '';
      if (isUsable(whole)) yield whole;
    }
    // What is too long stays too long.
    kept = (kept + last).slice(0, maxLineLength + 1);
  }
  if (isUsable(kept)) yield kept;
}

function isUsable(line: string): boolean {
  return line.length <= maxLineLength && line.trim() !== '';
}
