import { LanguagePicker } from '../steps/LanguagePicker.tsx';
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
      <LanguagePicker label={messages.chooseLanguage} language={messages.language} choose={chooseLanguage} />
    </footer>
  );
}
