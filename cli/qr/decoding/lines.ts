import { createInterface } from 'node:readline';

/** A code carries 4,296 characters at most; somebody else's endless line must not fill the memory. */
const maxLineLength = 16_384;

/** @returns the lines of a stream that are not blank, as they come; of longer ones nothing */
export async function* linesFrom(input: NodeJS.ReadStream): AsyncGenerator<string> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false });
  try {
    for await (const line of lines) if (line.trim() !== '' && line.length <= maxLineLength) yield line;
  } finally {
    lines.close();
    input.pause();
  }
}
