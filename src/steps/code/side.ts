/** Device pixels; with fewer, the room that whole ones would leave unused is worth more than even edges. */
const fewestWhole = 3;

/**
 * How large to show a code, so that each of its modules covers the same whole number of device pixels.
 *
 * @param room CSS pixels there are
 * @param modules on each side, with the quiet zone
 * @param pixelRatio device pixels a CSS pixel
 * @returns CSS pixels, at most `room`
 */
export function sideWithin(room: number, modules: number, pixelRatio: number): number {
  const pixels = Math.floor((room * pixelRatio) / modules);
  return pixels < fewestWhole ? room : (pixels * modules) / pixelRatio;
}
