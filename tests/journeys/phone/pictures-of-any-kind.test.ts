import { readFileSync } from 'node:fs';
import { encode as encodeJpeg } from 'jpeg-js';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { pngOf } from '../../../cli/qr/pictures/png.ts';
import type { Code } from '../../../src/transfer/code.ts';
import { createSender } from '../../../src/transfer/sender.ts';
import { photograph, screenOf } from '../../optics/camera.ts';
import { chanceFrom } from '../../optics/chance.ts';
import { blurred } from '../../optics/lens.ts';
import { noisy } from '../../optics/light.ts';
import { canvasPixels, type Picture } from '../../optics/picture.ts';
import { cornersOf } from '../../optics/projection.ts';
import { openPhone } from '../harness/devices/phone.ts';
import { type CarriedFile, dropFile, savedFile } from '../harness/steps/carriedFile.ts';
import { button, title } from '../harness/steps/wizard.ts';
import { sharedService } from '../harness/vendor/service.ts';

const chance = chanceFrom(31);

/** A file that one code carries, another one at each call. */
function nextFile(): { readonly file: CarriedFile; readonly code: Code } {
  const file = { name: 'panel.bin', bytes: chance.bytes(60) };
  return { file, code: createSender({ kind: 'file', ...file }, 'https://activate.example/').code(0, 2) };
}

type Color = readonly [number, number, number, number];
const white: Color = [255, 255, 255, 255];
const clear: Color = [0, 0, 0, 0];
const black: Color = [0, 0, 0, 255];

/** @param edge pixels of white around the code and its quiet zone */
function drawn(code: Code, dark: Color, light: Color, edge = 0): Uint8Array {
  const scale = 4;
  const side = (code.size + 8) * scale;
  const png = new PNG({ width: side + 2 * edge, height: side + 2 * edge });
  png.data.fill(255);
  for (let at = 0; at < side * side; at++) {
    const [x, y] = [at % side, Math.floor(at / side)];
    const [row, column] = [Math.floor(y / scale) - 4, Math.floor(x / scale) - 4];
    const isInside = row >= 0 && column >= 0 && row < code.size && column < code.size;
    png.data.set(isInside && code.isDark(row, column) ? dark : light, ((y + edge) * png.width + x + edge) * 4);
  }
  return PNG.sync.write(png);
}

/** @param perModule pixels */
function photo(code: Code, width: number, height: number, perModule: number): Picture {
  const pose = { center: { x: 0.68 * width, y: 0.63 * height }, turn: 3, tilt: { x: 3, y: 2 } };
  const corners = cornersOf({ ...pose, side: perModule * (code.size + 8) });
  return noisy(blurred(photograph(screenOf(code), { width, height, corners }), 0.3), 0.01, chance);
}

function asJpeg(picture: Picture, quality = 95): Uint8Array {
  return encodeJpeg(canvasPixels(picture), quality).data;
}

function asPdf(jpeg: Uint8Array, { width, height }: Pick<Picture, 'width' | 'height'>): Uint8Array {
  const entries = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /Filter /DCTDecode`;
  return Buffer.concat([
    Buffer.from(`%PDF-1.7\n1 0 obj\n<< ${entries} /Length ${jpeg.length} >>\nstream\n`, 'latin1'),
    jpeg,
    Buffer.from('\nendstream\nendobj\n%%EOF\n', 'latin1'),
  ]);
}

/** As this browser writes it. */
async function asWebp(page: Page, png: Uint8Array): Promise<Uint8Array> {
  const base64 = await page.evaluate(async (source) => {
    const bytes = Uint8Array.from(atob(source), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const written = await canvas.convertToBlob({ type: 'image/webp', quality: 0.7 });
    return btoa(String.fromCharCode(...new Uint8Array(await written.arrayBuffer())));
  }, Buffer.from(png).toString('base64'));
  return Buffer.from(base64, 'base64');
}

async function fileIn(page: Page, name: string, picture: Uint8Array): Promise<CarriedFile> {
  await dropFile(page, { name, bytes: picture });
  await title(page, 'The file is here').waitFor();
  const file = await savedFile(page, () => button(page, 'Save file').click());
  await button(page, 'Not what you expected?').click();
  await button(page, 'Discard it').click();
  return file;
}

const kinds: Readonly<Record<string, (code: Code, page: Page) => Promise<Uint8Array> | Uint8Array>> = {
  'white on transparent.png': (code) => drawn(code, clear, white),
  'light on transparent.png': (code) => drawn(code, white, clear),
  'dark with a white margin.png': (code) => drawn(code, white, black, 24),
  'small in 12 megapixels.jpg': (code) => asJpeg(photo(code, 4000, 3000, 1.8)),
  'very small.jpg': (code) => asJpeg(photo(code, 640, 480, 1.7)),
  'more than 64 megapixels.png': (code) => pngOf(code, Math.ceil(8100 / (code.size + 8))),
  'modern.webp': (code, page) => asWebp(page, drawn(code, black, white)),
  'scanned.pdf': (code) => {
    const picture = photo(code, 1240, 1754, 3);
    return asPdf(asJpeg(picture), picture);
  },
};

test('codes are read in pictures of many kinds', async () => {
  const { page } = await openPhone(await sharedService());
  for (const [name, pictureOf] of Object.entries(kinds)) {
    const { file, code } = nextFile();
    expect(await fileIn(page, name, await pictureOf(code, page)), name).toEqual(file);
  }
  const avif = readFileSync(new URL('pictures/code.avif', import.meta.url));
  const { bytes } = await fileIn(page, 'code.avif', avif);
  expect(new TextDecoder().decode(bytes)).toBe('carried in a modern format');
});

test('a picture that cannot be read is told apart from one without a code', async () => {
  const service = await sharedService();
  const { page } = await openPhone(service);
  const { code } = nextFile();
  const jpeg = asJpeg(photo(code, 1200, 900, 3));
  const heic = readFileSync(new URL('pictures/code.heic', import.meta.url));
  for (const [name, picture, expected] of [
    ['cut.jpg', jpeg.subarray(0, jpeg.length * 0.6), 'The end of this picture is missing'],
    ['code.heic', heic, 'This browser cannot open HEIC pictures'],
    ['page.tiff', Buffer.from('II*\0\x08\0\0\0\0\0', 'latin1'), 'This browser cannot open TIFF pictures'],
    ['fax.pdf', asPdf(new Uint8Array(40), { width: 9, height: 9 }), 'This browser cannot open PDF pictures'],
    ['blank.png', drawn({ ...code, isDark: () => false }, black, white), 'No code found in this picture'],
  ] as const) {
    await page.goto(service.address);
    await page
      .getByLabel('Open a file or picture')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(picture) });
    await title(page, expected).waitFor();
  }
});
