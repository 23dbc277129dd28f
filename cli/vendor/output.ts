import { writePiecesAtomically } from '../../files/atomicFile.ts';
import { explainedLater, refuseExisting, writeOut } from '../files.ts';
import { printableJson } from '../terminalText.ts';

/** Where a vendor command's result goes. Files are readable by their owner only. */
export interface OutputTarget {
  /** `-` or absent: standard output. */
  readonly output?: string | undefined;
  readonly force?: boolean | undefined;
}

type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/**
 * Writes pieces as they arrive. A file is complete, or not there at all.
 *
 * @throws CommandError `file-exists`, `file-is-folder`, `file-unwritable`; what the pieces throw
 */
export async function writePieces(
  pieces: Pieces,
  { output, force }: OutputTarget,
  stdout: NodeJS.WritableStream,
): Promise<void> {
  if (output === undefined || output === '-') {
    for await (const piece of pieces) await writeOut(stdout, Buffer.from(piece));
    return;
  }
  if (!force) refuseExisting([output]);
  const source = observed(pieces);
  const existing = force ? 'replace' : 'refuse';
  try {
    await explainedLater(output, 'file-unwritable', () =>
      writePiecesAtomically(output, source.pieces(), { mode: 0o600, existing }),
    );
  } catch (error) {
    throw source.failure() ?? error;
  }
}

/** Keeps the error of the pieces apart from the file's: a store's error names no file. */
function observed(source: Pieces) {
  let failure: unknown;
  async function* pieces() {
    try {
      yield* source;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  return { pieces, failure: () => failure };
}

/** @returns rows as lines of JSON */
export async function* asJsonLines(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield `${printableJson(row)}\n`;
}
