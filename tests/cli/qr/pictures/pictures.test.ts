import { GifWriter } from 'omggif';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { codesIn } from '../../../../cli/qr/pictures/codeReader.ts';
import { gifFrames } from '../../../../cli/qr/pictures/formats/gif.ts';
import { gifOf } from '../../../../cli/qr/pictures/gif.ts';
import { isDarkAt } from '../../../../cli/qr/pictures/module.ts';
import { pngOf } from '../../../../cli/qr/pictures/png.ts';
import type { Code } from '../../../../src/transfer/code.ts';
import { createSender } from '../../../../src/transfer/sender.ts';
import { noisyBytes } from '../../tool.ts';

const sender = createSender({ kind: 'file', name: 'a', bytes: noisyBytes(1000) }, 'https://keyferry.invalid/');
const code = sender.code(0, 1);
const larger = sender.code(1, 3);

type Color = readonly [number, number, number, number];
const black: Color = [0, 0, 0, 255];
const white: Color = [255, 255, 255, 255];

/** Draws codes side by side, in any colors. */
function drawn(codes: readonly Code[], scale: number, dark: Color, light: Color): PNG {
  const side = Math.max(...codes.map(({ size }) => size)) + 8;
  const picture = new PNG({ width: side * scale * codes.length, height: side * scale });
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const [column, row] = [Math.floor(x / scale), Math.floor(y / scale) - 4];
      const shown = codes[Math.floor(column / side)];
      const isDark = shown !== undefined && isDarkAt(shown, row, (column % side) - 4);
      picture.data.set(isDark ? dark : light, (y * picture.width + x) * 4);
    }
  }
  return picture;
}

/** Adds a white margin. */
function framed(picture: PNG, margin: number): PNG {
  const larger = new PNG({ width: picture.width + 2 * margin, height: picture.height + 2 * margin });
  larger.data.fill(255);
  PNG.bitblt(picture, larger, 0, 0, picture.width, picture.height, margin, margin);
  return larger;
}

function turned({ width, height, data }: PNG): PNG {
  const picture = new PNG({ width: height, height: width });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      picture.data.set(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4), (x * height + height - 1 - y) * 4);
    }
  }
  return picture;
}

/** A tilted code in a small picture: each pixel is the mean of the area it covers. @param scale pixels per module */
function askew(of: Code, scale: number, degrees: number): PNG {
  const side = Math.ceil((of.size + 8) * scale * Math.SQRT2);
  const picture = new PNG({ width: side, height: side });
  const [sine, cosine] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const samples = [1, 3, 5, 7].map((eighth) => eighth / 8 - side / 2);
  const isDark = (x: number, y: number) => {
    const [column, row] = [(cosine * x + sine * y) / scale, (cosine * y - sine * x) / scale];
    return isDarkAt(of, Math.floor(row + of.size / 2), Math.floor(column + of.size / 2));
  };
  for (let at = 0; at < side * side; at++) {
    const [x, y] = [at % side, Math.floor(at / side)];
    const light = samples.flatMap((down) => samples.filter((across) => !isDark(x + across, y + down))).length;
    const gray = (light / samples.length ** 2) * 255;
    picture.data.set([gray, gray, gray, 255], at * 4);
  }
  return picture;
}

/** Uncompressed, 24 bits per pixel, bottom to top. */
function asBmp({ width, height, data }: PNG): Buffer {
  const lineLength = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + lineLength * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      file.set(data.subarray(from, from + 3).reverse(), 54 + (height - 1 - y) * lineLength + x * 3);
    }
  }
  return file;
}

describe('a PNG', () => {
  test.each([1, 2, 7])('of %i pixels per module is the code, one bit per pixel', (scale) => {
    const file = pngOf(code, scale);
    expect(file[24]).toBe(1);
    const { width, height, data } = PNG.sync.read(Buffer.from(file));
    const expected = drawn([code], scale, black, white);
    expect([width, height]).toEqual([expected.width, expected.height]);
    expect(Buffer.compare(data, expected.data)).toBe(0);
  });
});

describe('a GIF', () => {
  test('shows each code completely, for the duration of the pace, in an endless loop', () => {
    const file = gifOf([code, larger], 2, 8);
    expect(Buffer.from(file).includes('NETSCAPE2.0')).toBe(true);
    const frames = [...gifFrames(file)];
    expect(frames).toHaveLength(2);
    const expected = drawn([larger], 2, black, white);
    expect(Buffer.compare(Buffer.from(frames[1]?.data ?? []), expected.data)).toBe(0);
    // An eighth of a second in hundredths, rounded.
    expect(Buffer.from(file).includes(Buffer.from([0x21, 0xf9, 4, 0, 13, 0]))).toBe(true);
  });

  test('whose frames change only a part of the picture is read completely', async () => {
    const picture = drawn([code], 3, black, white);
    const room = new Uint8Array(1_000_000);
    const writer = new GifWriter(room, picture.width, picture.height, { palette: [0xffffff, 0x000000], loop: 0 });
    const half = Math.floor(picture.height / 2);
    const lines = (from: number, to: number) =>
      Array.from({ length: (to - from) * picture.width }, (_, at) =>
        picture.data[(from * picture.width + at) * 4] ? 0 : 1,
      );
    writer.addFrame(0, 0, picture.width, half, lines(0, half), { delay: 5 });
    writer.addFrame(0, half, picture.width, picture.height - half, lines(half, picture.height), { delay: 5 });
    const file = room.slice(0, writer.end());
    expect(await codesIn(file)).toEqual([code.text]);
  });
});

describe('codes are found', () => {
  test.each([
    ['upright', drawn([code], 3, black, white)],
    ['at one pixel per module', drawn([code], 1, black, white)],
    ['turned', turned(drawn([code], 3, black, white))],
    ['upside down', turned(turned(drawn([code], 3, black, white)))],
    ['light on dark', drawn([code], 3, white, black)],
    ['in pale colors', drawn([code], 4, [120, 130, 150, 255], [200, 205, 190, 255])],
    ['black on transparent', drawn([code], 3, black, [0, 0, 0, 0])],
    ['black on transparent, large', drawn([code], 12, black, [0, 0, 0, 0])],
    ['tilted, at two pixels per module', askew(code, 2, 45)],
    ['white on transparent', drawn([code], 3, [0, 0, 0, 0], white)],
    ['light on dark, white on transparent', drawn([code], 6, white, [0, 0, 0, 0])],
    ['light on dark, with a white margin', framed(drawn([code], 3, white, black), 24)],
    ['of three symbols, tilted, at one and a half pixels per module', askew(larger, 1.5, 20), larger],
    ['tilted, at one and a half pixels per module', askew(code, 1.5, 45)],
    ['very large', drawn([code], 20, black, white)],
  ])('%s', async (_, picture, shown: Code = code) => {
    expect(await codesIn(PNG.sync.write(picture))).toEqual([shown.text]);
  });

  test('several in one picture, of different sizes', async () => {
    const codes = [code, larger, sender.code(4, 1), sender.code(7, 2)];
    const texts = (await codesIn(PNG.sync.write(drawn(codes, 4, black, white)))) ?? [];
    expect([...texts].sort()).toEqual(codes.map(({ text }) => text).sort());
  });

  test('in a BMP', async () => {
    expect(await codesIn(asBmp(drawn([code], 3, black, white)))).toEqual([code.text]);
  });
});

describe('an invalid picture', () => {
  const gif = gifOf([code, larger], 2, 8);
  const changed = (file: Uint8Array, at: number, ...bytes: readonly number[]) => {
    const copy = Uint8Array.from(file);
    copy.set(bytes, at);
    return copy;
  };

  test.each([
    ['a text', new TextEncoder().encode('hello')],
    ['nothing', new Uint8Array()],
    ['a GIF with too many pixels', changed(gif, 6, 0x28, 0x23, 0x28, 0x23)],
    ['a PNG with too many pixels', pngOf(code, 126)],
    ['a GIF of four billion pixels', changed(gif, 6, 255, 255, 255, 255)],
    ['a GIF with a frame outside its area', changed(gif, 6, 1, 0, 1, 0)],
    ['a truncated GIF', gif.subarray(0, 500)],
    ['a PNG of four billion pixels', changed(pngOf(code, 2), 16, 0, 0, 255, 255, 0, 0, 255, 255)],
    ['a truncated PNG', pngOf(code, 2).subarray(0, 200)],
    ['a BMP of a billion pixels', changed(asBmp(drawn([code], 1, black, white)), 18, 0, 127, 0, 0, 0, 127, 0, 0)],
  ])('%s is not opened, and the next picture is', async (_, file) => {
    expect(await codesIn(file)).toBeNull();
    expect(await codesIn(pngOf(code, 3))).toEqual([code.text]);
  });
});
