import { deflateSync } from 'node:zlib';
import { encode as encodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { codesIn } from '../../../../cli/qr/pictures/codeReader.ts';
import { createSender } from '../../../../src/transfer/sender.ts';
import { photograph, screenOf } from '../../../optics/camera.ts';
import { chanceFrom } from '../../../optics/chance.ts';
import { seen } from '../../../optics/damage.ts';
import { blurred } from '../../../optics/lens.ts';
import { noisy } from '../../../optics/light.ts';
import { canvasPixels, type Picture } from '../../../optics/picture.ts';
import { cornersOf } from '../../../optics/projection.ts';

const chance = chanceFrom(21);
const code = createSender({ kind: 'file', bytes: chance.bytes(3000) }, 'https://activate.example/').code(0, 3);

/** Read after sharpening alone. */
const hard = blurred(seen(code, 1.6), 0.3);
const easy = seen(code, 3);

function asPng({ width, height, data }: Picture): Buffer {
  const png = new PNG({ width, height });
  png.data.set(canvasPixels({ width, height, data }).data);
  return PNG.sync.write(png);
}

function asJpegFile(picture: Picture, quality = 92): Buffer {
  return encodeJpeg(canvasPixels(picture), quality).data;
}

/** @param bits a pixel: 1, 4 or 8 with a palette, 24 or 32 without @param isTopDown the first row comes first */
function asBmpFile({ width, height, data }: Picture, bits: number, isTopDown = false): Buffer {
  const rowLength = Math.ceil((width * bits) / 32) * 4;
  const colors = bits <= 8 ? 2 ** bits : 0;
  const start = 54 + 4 * colors;
  const file = Buffer.alloc(start + rowLength * height);
  file.write('BM', 'latin1');
  for (const [at, value] of [
    [2, file.length],
    [10, start],
    [14, 40],
    [18, width],
    [22, isTopDown ? -height : height],
    [28, bits],
  ] as const) {
    file.writeInt32LE(value, at);
  }
  file.writeUInt16LE(1, 26);
  for (let color = 0; color < colors; color++) {
    file.fill(Math.round((255 * color) / (colors - 1)), 54 + 4 * color, 57 + 4 * color);
  }
  for (let y = 0; y < height; y++) {
    const row = start + (isTopDown ? y : height - 1 - y) * rowLength;
    for (let x = 0; x < width; x++) {
      const light = data[y * width + x] ?? 0;
      if (bits >= 24) file.fill(light, row + (x * bits) / 8, row + (x * bits) / 8 + 3);
      else {
        const at = row + ((x * bits) >> 3);
        const entry = Math.round((light / 255) * (colors - 1));
        file[at] = (file[at] ?? 0) | (entry << (8 - bits - ((x * bits) & 7)));
      }
    }
  }
  return file;
}

/** Pages of one strip each. @param compression 1: none, 8: deflate */
function asTiff(pages: readonly Picture[], compression: 1 | 8): Buffer {
  const parts: Buffer[] = [Buffer.from('II*\0\0\0\0\0', 'latin1')];
  let length = 8;
  const add = (part: Buffer) => {
    parts.push(part);
    length += part.length;
    return length - part.length;
  };
  let pointer = { part: parts[0] as Buffer, at: 4 };
  for (const { width, height, data } of pages) {
    const strip = compression === 8 ? deflateSync(data) : Buffer.from(data);
    const stripAt = add(strip);
    const entries = [
      [256, width],
      [257, height],
      [258, 8],
      [259, compression],
      [262, 1],
      [273, stripAt],
      [277, 1],
      [278, height],
      [279, strip.length],
    ] as const;
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    directory.writeUInt16LE(entries.length, 0);
    for (const [at, [tag, value]] of entries.entries()) {
      directory.writeUInt16LE(tag, 2 + at * 12);
      directory.writeUInt16LE(4, 4 + at * 12);
      directory.writeUInt32LE(1, 6 + at * 12);
      directory.writeUInt32LE(value, 10 + at * 12);
    }
    pointer.part.writeUInt32LE(add(directory), pointer.at);
    pointer = { part: directory, at: directory.length - 4 };
  }
  return Buffer.concat(parts);
}

interface Stored {
  readonly entries: string;
  readonly bytes: Uint8Array;
}

function asPdf(pictures: readonly Stored[]): Buffer {
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n', 'latin1'),
    ...pictures.flatMap(({ entries, bytes }, at) => [
      Buffer.from(`${at + 2} 0 obj\n<< /Type /XObject /Subtype /Image ${entries} >>\nstream\n`, 'latin1'),
      bytes,
      Buffer.from('\nendstream\nendobj\n', 'latin1'),
    ]),
    Buffer.from('trailer\n<< /Root 1 0 R >>\n%%EOF\n', 'latin1'),
  ]);
}

function stored({ width, height }: Picture, filter: string, bytes: Uint8Array, more = ''): Stored {
  const length = `/Length ${bytes.length}`;
  return { entries: `/Width ${width} /Height ${height} ${filter} ${length} ${more}`, bytes };
}

/** One bit a pixel, white is 1. */
function bitsOf({ width, height, data }: Picture): Buffer {
  const rowLength = Math.ceil(width / 8);
  const bits = Buffer.alloc(rowLength * height);
  for (const [at, light] of data.entries()) {
    const [x, byte] = [at % width, Math.floor(at / width) * rowLength + ((at % width) >> 3)];
    if (light >= 128) bits[byte] = (bits[byte] ?? 0) | (128 >> (x & 7));
  }
  return bits;
}

const gray8 = '/ColorSpace /DeviceGray /BitsPerComponent 8';

describe('a code that is read only after a treatment is read in', () => {
  test.each([
    ['a PNG', asPng(hard)],
    ['a JPEG', asJpegFile(hard)],
    ['a BMP of 24 bits', asBmpFile(hard, 24)],
    ['a BMP of 32 bits, from top to bottom', asBmpFile(hard, 32, true)],
    ['a BMP with a palette of 256 colors', asBmpFile(hard, 8)],
    ['a BMP with a palette of 16 colors', asBmpFile(hard, 4)],
    ['a TIFF', asTiff([hard], 1)],
    ['a PDF', asPdf([stored(hard, '/Filter /FlateDecode', deflateSync(hard.data), gray8)])],
  ])('%s', async (_, file) => {
    expect(await codesIn(file)).toEqual([code.text]);
  });
});

const other = createSender({ kind: 'file', bytes: chance.bytes(900) }, 'https://activate.example/').code(0, 1);
const second = seen(other, 4);

describe('codes are read in', () => {
  test.each([
    ['a BMP of two colors', asBmpFile(easy, 1), [code.text]],
    ['a TIFF of two pages, deflated', asTiff([easy, second], 8), [code.text, other.text]],
    [
      'a PDF with scanned pages',
      asPdf([easy, second].map((page) => stored(page, '/Filter [ /DCTDecode ]', asJpegFile(page)))),
      [code.text, other.text],
    ],
    [
      'a PDF whose lengths stand elsewhere',
      asPdf([{ ...stored(easy, '/Filter /DCTDecode', asJpegFile(easy)) }])
        .toString('latin1')
        .replace(/\/Length \d+/, '/Length 9 0 R'),
      [code.text],
    ],
    [
      'a PDF in two colors',
      asPdf([stored(easy, '', bitsOf(easy), '/ImageMask true /BitsPerComponent 1')]),
      [code.text],
    ],
    [
      'a PDF with a picture that is not read',
      asPdf([
        stored(easy, '/Filter /CCITTFaxDecode', Buffer.alloc(40)),
        stored(second, '', Buffer.from(second.data), gray8),
      ]),
      [other.text],
    ],
  ])('%s', async (_, file, texts) => {
    const bytes = typeof file === 'string' ? Buffer.from(file, 'latin1') : file;
    expect(await codesIn(bytes)).toEqual(texts);
  });

  test('a screenshot that is cut at the code, without a white edge', async () => {
    const { width, data } = seen(other, 4);
    const [side, from] = [other.size * 4, 10 + 16];
    const cut = Uint8ClampedArray.from({ length: side * side }, (_, at) => {
      return data[(from + Math.floor(at / side)) * width + from + (at % side)] ?? 0;
    });
    expect(await codesIn(asPng({ width: side, height: side, data: cut }))).toEqual([other.text]);
  });
});

describe('a very small code in a photograph of 12 megapixels is read', () => {
  const pose = { center: { x: 2710, y: 1890 }, turn: 3, tilt: { x: 3, y: 2 } };
  const corners = cornersOf({ ...pose, side: 1.7 * (code.size + 8) });
  const photo = photograph(screenOf(code), { width: 4000, height: 3000, corners });
  const picture = noisy(photo, 0.01, chance);
  test.each([
    ['PNG', asPng(picture)],
    ['JPEG', asJpegFile(picture, 95)],
  ])('%s', async (_, file) => {
    expect(await codesIn(file)).toEqual([code.text]);
  });
});

describe('an invalid file is not opened, and nothing else happens', () => {
  const bmp = asBmpFile(easy, 8);
  const tiff = asTiff([easy], 8);
  const pdf = asPdf([stored(easy, '/Filter /FlateDecode', deflateSync(easy.data), gray8)]);
  test.each([
    ['BMP', bmp],
    ['TIFF', tiff],
    ['PDF', pdf],
    ['JPEG', asJpegFile(easy)],
  ])('%s, cut anywhere or damaged', async (_, file) => {
    for (let trial = 0; trial < 12; trial++) {
      const damaged = Buffer.from(file.subarray(0, chance.below(trial % 2 ? file.length : 300)));
      if (trial > 5 && damaged.length > 12) damaged.fill(0xff, 8 + chance.below(damaged.length - 8));
      const texts = await codesIn(damaged);
      expect([null, [], [code.text]].map((one) => JSON.stringify(one))).toContain(JSON.stringify(texts));
    }
  });
});
