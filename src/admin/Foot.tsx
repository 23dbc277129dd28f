import { languageNames } from '../messages/names.ts';
import { useDesk } from './context.ts';

/** The language, and whether a single key may do something. */
export function Foot() {
  const { desk, messages, chooseLanguage } = useDesk();
  return (
    <footer class="desk-foot">
      <label class="check">
        <input
          type="checkbox"
          checked={desk.shortcut.value}
          onChange={(event) => {
            desk.shortcut.value = event.currentTarget.checked;
          }}
        />
        {messages.shortcut}
      </label>
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
    </footer>
  );
}
