import { LanguagePicker } from '../ui/LanguagePicker.tsx';
import { useWizard } from './context.ts';

/** The way to the other role, what is wanted seldom, what support staff ask for, and the language. */
export function Foot() {
  const { journey, messages, tool, chooseLanguage } = useWizard();
  const { role, screen, machine, license } = journey.state.value;
  const name = role === 'machine' ? journey.machineName.value : null;
  const { notices } = messages;
  const other = role === 'machine' ? 'courier' : 'machine';
  return (
    <footer class="foot">
      {role && !tool && screen.at !== 'role' && (
        <button type="button" class="quiet" onClick={() => void journey.chooseRole(other)}>
          {other === 'courier' ? messages.role.toCourier : messages.role.toMachine}
        </button>
      )}
      {!['carry', 'sending', 'arrived', 'opening'].includes(screen.at) && (
        <button type="button" class="quiet" onClick={journey.carry.begin}>
          {messages.carry.begin}
        </button>
      )}
      {role === 'machine' && machine.returns.length > 0 && !license && screen.at !== 'returned' && (
        <button type="button" class="quiet" onClick={journey.returnLicense.showReceipt}>
          {messages.returned.show}
        </button>
      )}
      {name && (
        <p class="hint">
          {messages.machineName}{' '}
          <strong dir="ltr" translate={false}>
            {name}
          </strong>
        </p>
      )}
      {journey.opened !== 'file' && !tool && (
        <p>
          <a href="keyferry.html" download="keyferry.html">
            {notices.offlineCopy}
          </a>{' '}
          <span class="hint">
            {notices.offlineCopyHint} {journey.opened === 'http' && notices.offlineCopyHttp}
          </span>
        </p>
      )}
      <LanguagePicker label={messages.chooseLanguage} language={messages.language} choose={chooseLanguage} />
    </footer>
  );
}
