import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareZXingModule } from 'zxing-wasm/reader';
import { codesIn } from '../../../../cli/qr/pictures/codeReader.ts';
import { emptyFolder, keyferryHere as keyferry } from '../../tool.ts';

test('a decoder that has become unusable is replaced, and the picture is read all the same', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'file.bin'), 'a short file');
  await keyferry(folder, ['qr', 'encode', 'file.bin', '-o', 'code.png']);
  const picture = readFileSync(join(folder, 'code.png'));
  const texts = await codesIn(picture);
  expect(texts).toHaveLength(1);
  prepareZXingModule({ overrides: { wasmBinary: new ArrayBuffer(8), printErr() {} } });
  expect(await codesIn(picture)).toEqual(texts);
});
