import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { linesFrom } from '../../../../cli/qr/decoding/lines.ts';

async function linesOf(chunks: Iterable<string | Buffer>): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesFrom(Readable.from(chunks) as NodeJS.ReadStream)) lines.push(line);
  return lines;
}

test('lines are found with any line end, across chunks and characters', async () => {
  const euro = Buffer.from('€');
  expect(
    await linesOf([Buffer.from('a\r'), Buffer.from('\nb\rc\n\n d'), euro.subarray(0, 1), euro.subarray(1)]),
  ).toEqual(['a', 'b', 'c', ' d€']);
});

test('a line without end is dropped and not kept', async () => {
  // Together they are longer than the longest text of the engine.
  const slices = 33_000;
  let read = 0;
  function* chunks() {
    yield 'a\n';
    for (; read < slices; read++) yield 'x'.repeat(16_384);
    yield '\nb\n';
  }
  expect(await linesOf(chunks())).toEqual(['a', 'b']);
  expect(read).toBe(slices);
});
