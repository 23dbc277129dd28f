/**
 * Names the files of a series of pictures: one keeps its name, several get a number of at least two digits before the
 * ending, so that they sort in order.
 *
 * @param path such as `code.png`, which becomes `code-01.png`
 * @param count number of pictures
 */
export function pageNames(path: string, count: number): readonly string[] {
  if (count === 1) return [path];
  const [, stem = path, ending = ''] = /^(.*?)(\.[^./\\]+)?$/su.exec(path) ?? [];
  const digits = Math.max(2, String(count).length);
  return Array.from({ length: count }, (_, at) => `${stem}-${String(at + 1).padStart(digits, '0')}${ending}`);
}
