import type { Chance } from '../../tests/optics/chance.ts';
import type { Picture } from '../../tests/optics/picture.ts';

/** What light, paper and screens do to a sharp picture. */

export function inverted(picture: Picture): Picture {
  return { ...picture, data: picture.data.map((value) => 255 - value) };
}

/** As a camera that faces its user shows it. */
export function flipped({ width, height, data }: Picture): Picture {
  return remapped({ width, height, data }, (x, y) => [width - 1 - x, y]);
}

/** @param share of the pixels that become black or white */
export function speckled(picture: Picture, share: number, chance: Chance): Picture {
  return {
    ...picture,
    data: picture.data.map((value) => (chance.unit() < share ? chance.of([0, 255]) : value)),
  };
}

/** A lamp's reflection, which adds light around a spot. */
export function glaring(picture: Picture, chance: Chance): Picture {
  const { width, height } = picture;
  const [left, top] = [width * chance.between(0.35, 0.65), height * chance.between(0.3, 0.7)];
  const size = chance.between(120, 200);
  return relit(picture, (value, x, y) => {
    const far = (x - left) ** 2 + (y - top) ** 2;
    return 0.75 * value + 170 * Math.exp(-far / (2 * size ** 2));
  });
}

/** A window's edge reflected by a screen: a white line of 8 pixels across the picture. */
export function scratched(picture: Picture, chance: Chance): Picture {
  const { width, height } = picture;
  const slope = chance.between(0.3, 0.8) * chance.of([-1, 1]);
  const middle = { x: width / 2 + chance.between(-60, 60), y: height / 2 + chance.between(-60, 60) };
  const reach = 4 * Math.hypot(1, slope);
  return relit(picture, (value, x, y) =>
    Math.abs(y - middle.y - slope * (x - middle.x)) < reach ? 255 : 0.85 * value,
  );
}

/** One side of a straight line gets a quarter of the light. */
export function shaded(picture: Picture, chance: Chance): Picture {
  const slope = chance.between(-0.6, 0.6);
  const column = picture.width / 2 + chance.between(-100, 100);
  return relit(picture, (value, x, y) => (x + slope * (y - picture.height / 2) < column ? value / 4 : value));
}

/** Rows are exposed one after another, while a lamp goes on and off. */
export function banded(picture: Picture, chance: Chance): Picture {
  const [start, length] = [chance.between(0, 6), chance.between(120, 240)];
  return relit(picture, (value, _, y) => value * (0.65 + 0.35 * Math.sin(start + (2 * Math.PI * y) / length)));
}

/** Light spreads over dark modules: each pixel is as light as its lightest neighbor. */
export function bloomed({ width, height, data }: Picture): Picture {
  const lightest = (from: Uint8ClampedArray<ArrayBuffer>, step: number) =>
    from.map((value, at) => Math.max(value, from[at - step] ?? 0, from[at + step] ?? 0));
  return { width, height, data: lightest(lightest(data, 1), width) };
}

/** Paper around a bottle. @param radius pixels */
export function bent(picture: Picture, radius: number): Picture {
  const { width } = picture;
  return remapped(picture, (x, y) => {
    const across = Math.max(-1, Math.min(1, (x - width / 2) / radius));
    return [width / 2 + radius * Math.asin(across), y + 0.12 * radius * (1 - Math.sqrt(1 - across ** 2))];
  });
}

function relit({ width, height, data }: Picture, light: (value: number, x: number, y: number) => number): Picture {
  return { width, height, data: data.map((value, at) => light(value, at % width, Math.floor(at / width))) };
}

/** @param from where in the picture a pixel's light comes from, between pixels too */
function remapped(
  { width, height, data }: Picture,
  from: (x: number, y: number) => readonly [number, number],
): Picture {
  const at = (x: number, y: number) =>
    data[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] as number;
  return relit({ width, height, data }, (_, toX, toY) => {
    const [x, y] = from(toX, toY);
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, down] = [x - left, y - top];
    return (
      (at(left, top) * (1 - right) + at(left + 1, top) * right) * (1 - down) +
      (at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right) * down
    );
  });
}
