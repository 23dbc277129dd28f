import type { ScreenId } from '../../activation/screens.ts';
import { LanguagePicker } from '../../ui/LanguagePicker.tsx';
import { useWizard } from '../context.ts';

const withoutFileTransfer: readonly ScreenId[] = ['file-transfer', 'sending', 'arrived', 'opening', 'no-storage'];

/** The other role, rarely used actions, the machine's name for support, and the language. */
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
      {journey.several && role === 'machine' && !['role', 'product'].includes(screen.at) && (
        <button type="button" class="quiet" onClick={journey.changeProduct}>
          {messages.product.change}
        </button>
      )}
      {!withoutFileTransfer.includes(screen.at) && (
        <button type="button" class="quiet" onClick={journey.fileTransfer.begin}>
          {messages.fileTransfer.begin}
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
          <OfflineCopies />{' '}
          <span class="hint">
            {notices.offlineCopyHint} {journey.opened === 'http' && notices.offlineCopyHttp}
          </span>
        </p>
      )}
      <LanguagePicker label={messages.chooseLanguage} language={messages.language} choose={chooseLanguage} />
    </footer>
  );
}

/** The one-file page is for machines, so it has one product: the one in front, or each in a page of its own. */
function OfflineCopies() {
  const { journey, messages } = useWizard();
  const { notices } = messages;
  const inFront = journey.inFront.value;
  const copies = journey.several
    ? (inFront ? [inFront] : journey.products).map(({ product: { id, name } }) => ({
        href: `products/${id}/keyferry.html`,
        text: notices.offlineCopyOf(name),
      }))
    : [{ href: 'keyferry.html', text: notices.offlineCopy }];
  return copies.map(({ href, text }) => (
    <a key={href} href={href} download="keyferry.html">
      {text}
    </a>
  ));
}
