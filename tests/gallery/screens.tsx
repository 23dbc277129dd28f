import { render } from 'preact';
import type { ScreenId } from '../../src/activation/screens.ts';
import { messages as de } from '../../src/messages/de/wizard.ts';
import { messages as en } from '../../src/messages/en/parts/complete.ts';
import { App } from '../../src/steps/App.tsx';
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
  render(<App journey={journey} messages={messages} tool={null} chooseLanguage={() => {}} />, root);
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
