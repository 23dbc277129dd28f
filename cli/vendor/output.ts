import { link, open, rename, rm } from 'node:fs/promises';
import { explainedLater, refuseExisting, writeOut } from '../files.ts';

/** Where a command's product goes. It is the vendor's own business, so files are legible to their owner only. */
export interface Target {
  /** `-` or absent: standard output. */
  readonly output?: string | undefined;
  readonly force?: boolean | undefined;
}

/**
 * Writes pieces as they come: a file is there when all of it is, or not at all.
 *
 * @throws Trouble `file-exists`, `file-is-folder`, `file-unwritable`; whatever the pieces throw
 */
export async function writePieces(
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  { output, force }: Target,
  stdout: NodeJS.WritableStream,
): Promise<void> {
  if (output === undefined || output === '-') {
    for await (const piece of pieces) await writeOut(stdout, Buffer.from(piece));
    return;
  }
  if (!force) refuseExisting([output]);
  const unfinished = `${output}.${process.pid}.unfinished`;
  const named = <Result>(use: () => Promise<Result>) => explainedLater(output, 'file-unwritable', use);
  const file = await named(() => open(unfinished, 'wx', 0o600));
  try {
    for await (const piece of pieces) await named(() => file.writeFile(Buffer.from(piece)));
    await named(() => file.sync());
    await named(() => (force ? rename(unfinished, output) : link(unfinished, output)));
  } finally {
    await file.close();
    await rm(unfinished, { force: true });
  }
}

/** @returns rows as lines of JSON */
export async function* asJsonLines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}
