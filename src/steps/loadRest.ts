import type { Journey } from '../activation/journey.ts';
import { loadContents } from './document/loadContents.ts';
import { computerList } from './list.ts';
import { loadSheets } from './paper/loadSheets.ts';
import { scanner } from './scanner.ts';
import { views } from './views.ts';

/**
 * Loads the parts of the page that the first screen does not need, once it is drawn: nothing waits for them later, and
 * their server may be gone when they are needed. A part that fails is loaded again when it is shown, and says so when that fails, too.
 *
 * @param language tag of the texts in use
 */
export async function loadRest({ state, intake }: Journey, language: string): Promise<void> {
  // A browser asks for six files at a time: what is shown must not wait for what is not. A screen itself says what is missing.
  await views
    .get(state.value.screen.at)
    ?.load?.()
    .catch(() => {});
  const screens = [...views.values(), computerList, scanner].map((view) => view.load?.());
  await Promise.allSettled([intake.prepare(), loadContents(language), loadSheets(language), ...screens]);
}
