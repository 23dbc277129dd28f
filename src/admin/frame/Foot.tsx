import { LanguagePicker } from '../../ui/LanguagePicker.tsx';
import { useAdmin } from '../context.ts';

/** Language and keyboard-shortcut settings. */
export function Foot() {
  const { admin, messages, chooseLanguage } = useAdmin();
  return (
    <footer class="admin-foot">
      <label class="check">
        <input
          type="checkbox"
          checked={admin.shortcut.value}
          onChange={(event) => {
            admin.shortcut.value = event.currentTarget.checked;
          }}
        />
        {messages.shortcut}
      </label>
      <LanguagePicker label={messages.chooseLanguage} language={messages.language} choose={chooseLanguage} />
    </footer>
  );
}
