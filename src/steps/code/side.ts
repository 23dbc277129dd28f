/** Device pixels a module. Below that, using all the room matters more than even edges. */
const fewestWhole = 3;

/**
 * Computes the size of a code so that each module covers the same whole number of device pixels.
 *
 * @param room available CSS pixels
 * @param modules number on each side, with the quiet zone
 * @param pixelRatio device pixels for each CSS pixel
 * @returns CSS pixels, at most `room`
 */
export function sideWithin(room: number, modules: number, pixelRatio: number): number {
  const pixels = Math.floor((room * pixelRatio) / modules);
  return pixels < fewestWhole ? room : (pixels * modules) / pixelRatio;
}
