import { render } from 'preact';
import type { ScreenId } from '../../src/activation/screens.ts';
import { messages as de } from '../../src/messages/de/wizard.ts';
import { messages as en } from '../../src/messages/en/parts/complete.ts';
import { App } from '../../src/steps/App.tsx';
import { computerList } from '../../src/steps/list.ts';
import { views } from '../../src/steps/views.ts';
import '../../src/styles.css';
import '../../src/steps/later.css';
import { shown } from './shownScreens.ts';

/**
 * Shows one screen of the wizard, of a device that a test made: `screens.html?at=SCREEN`, with `lang=de` in German and
 * `dir=rtl` from right to left. Without a screen it lists them.
 */
const query = new URLSearchParams(location.search);
const name = query.get('at');
const root = document.getElementById('app');
const make = shown[name as ScreenId];

if (root && make) {
  const messages = query.get('lang') === 'de' ? de : en;
  document.documentElement.lang = messages.language;
  document.documentElement.dir = query.get('dir') ?? 'ltr';
  const { journey } = await make();
  const view = views.get(journey.state.value.screen.at);
  await Promise.all([view?.load?.(), computerList.load?.()]);
  render(<App journey={journey} messages={messages} tool={null} chooseLanguage={() => {}} />, root);
  if (name !== 'opening') await untilGone('.opening');
  document.documentElement.dataset.ready = '';
} else if (root) {
  render(
    <ul>
      {Object.keys(shown).map((at) => (
        <li key={at}>
          <a href={`?at=${at}`}>{at}</a>
        </li>
      ))}
    </ul>,
    root,
  );
}

/** Parts of some screens are loaded once they are shown. */
function untilGone(selector: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector(selector)) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    look();
  });
}
