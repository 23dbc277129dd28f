import { createInterface } from 'node:readline';

/** A code carries at most 4,296 characters; a longer line must not fill the memory. */
const maxLineLength = 16_384;

/** Yields the lines of a stream, without blank and overlong ones. */
export async function* linesFrom(input: NodeJS.ReadStream): AsyncGenerator<string> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false });
  try {
    for await (const line of lines) if (line.trim() !== '' && line.length <= maxLineLength) yield line;
  } finally {
    lines.close();
    input.pause();
  }
}
