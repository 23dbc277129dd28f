import type { Streams } from '../command.ts';
import { readAtMost } from '../files.ts';

/**
 * Reads a file, or standard input for `-`, and stops once it is too long.
 *
 * @param most bytes; longer input yields more than that
 * @throws CommandError as `readAtMost`
 */
export async function readInput(path: string, most: number, streams: Pick<Streams, 'stdin'>): Promise<Uint8Array> {
  if (path !== '-') return readAtMost(path, most);
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of streams.stdin) {
    pieces.push(Buffer.from(piece));
    length += pieces.at(-1)?.length ?? 0;
    if (length > most) break;
  }
  return Buffer.concat(pieces);
}
