import { Refusal } from '../refusal.ts';

/**
 * Loads a part of the page that is not in the first load.
 *
 * @param load an `import()`, or several
 * @throws Refusal `page-part-missing`: there is no network, or the server has a newer version without this file
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch {
    throw new Refusal('page-part-missing');
  }
}
