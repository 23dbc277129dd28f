import { languageNames } from '../messages/languages.ts';
import { useWizard } from './context.ts';

/** The way to the other role, any file to carry, the page as one file for a USB stick, and the language. */
export function Foot() {
  const { journey, messages } = useWizard();
  const { role, screen } = journey.state.value;
  const { notices } = messages;
  const other = role === 'machine' ? 'courier' : 'machine';
  return (
    <footer class="foot">
      {role && screen.at !== 'role' && (
        <button type="button" class="quiet" onClick={() => void journey.chooseRole(other)}>
          {other === 'courier' ? messages.role.toCourier : messages.role.toMachine}
        </button>
      )}
      {!['carry', 'sending', 'arrived', 'opening'].includes(screen.at) && (
        <button type="button" class="quiet" onClick={journey.carry.begin}>
          {messages.carry.begin}
        </button>
      )}
      {journey.opened !== 'file' && (
        <p>
          <a href="keyferry.html" download="keyferry.html">
            {notices.offlineCopy}
          </a>{' '}
          <span class="hint">
            {notices.offlineCopyHint} {journey.opened === 'http' && notices.offlineCopyHttp}
          </span>
        </p>
      )}
      <LanguagePicker />
    </footer>
  );
}

function LanguagePicker() {
  const { messages, chooseLanguage } = useWizard();
  return (
    <label class="language">
      {messages.chooseLanguage}
      <select value={messages.language} onChange={(event) => chooseLanguage(event.currentTarget.value)}>
        {Object.entries(languageNames).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
