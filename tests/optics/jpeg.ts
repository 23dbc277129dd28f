import type { Picture } from './picture.ts';

/** Quantization of brightness that most encoders use (ITU-T T.81 annex K.1). */
const quantization = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];

/** `cosines[frequency * 8 + place]` of the discrete cosine transform of 8 values, orthonormal. */
const cosines = Float64Array.from({ length: 64 }, (_, at) => {
  const [frequency, place] = [at >> 3, at & 7];
  return Math.cos(((2 * place + 1) * frequency * Math.PI) / 16) * (frequency === 0 ? Math.sqrt(1 / 8) : 1 / 2);
});

/** @returns a picture after JPEG compression. @param quality 1 to 100, on the scale of encoders */
export function asJpeg({ width, height, data }: Picture, quality: number): Picture {
  const scale = quality < 50 ? 50 / quality : 2 - quality / 50;
  const steps = quantization.map((step) => Math.max(1, Math.round(step * scale)));
  const changed = data.slice();
  const block = new Float64Array(64);
  for (let top = 0; top + 8 <= height; top += 8) {
    for (let left = 0; left + 8 <= width; left += 8) {
      for (let at = 0; at < 64; at++) block[at] = (data[(top + (at >> 3)) * width + left + (at & 7)] as number) - 128;
      transform(block, false);
      for (let at = 0; at < 64; at++) {
        const step = steps[at] as number;
        block[at] = Math.round((block[at] as number) / step) * step;
      }
      transform(block, true);
      for (let at = 0; at < 64; at++)
        changed[(top + (at >> 3)) * width + left + (at & 7)] = (block[at] as number) + 128;
    }
  }
  return { width, height, data: changed };
}

/** Transforms rows, then columns, in place. */
function transform(block: Float64Array, back: boolean): void {
  for (const [step, stride] of [
    [8, 1],
    [1, 8],
  ] as const) {
    for (let line = 0; line < 8; line++) transformLine(block, line * step, stride, back);
  }
}

const line = new Float64Array(8);

function transformLine(block: Float64Array, start: number, stride: number, back: boolean): void {
  for (let to = 0; to < 8; to++) {
    let sum = 0;
    for (let from = 0; from < 8; from++) {
      sum += (cosines[back ? from * 8 + to : to * 8 + from] as number) * (block[start + from * stride] as number);
    }
    line[to] = sum;
  }
  for (let to = 0; to < 8; to++) block[start + to * stride] = line[to] as number;
}
