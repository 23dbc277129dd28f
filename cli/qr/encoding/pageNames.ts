/**
 * Names of the files that a series of pictures goes to: the name itself for one, else numbered with at least two digits
 * before the ending, so that every listing shows them in order.
 *
 * @param path as given; `code.png` becomes `code-01.png`
 * @param count of pictures
 */
export function pageNames(path: string, count: number): readonly string[] {
  if (count === 1) return [path];
  const [, stem = path, ending = ''] = /^(.*?)(\.[^./\\]+)?$/su.exec(path) ?? [];
  const digits = Math.max(2, String(count).length);
  return Array.from({ length: count }, (_, at) => `${stem}-${String(at + 1).padStart(digits, '0')}${ending}`);
}
