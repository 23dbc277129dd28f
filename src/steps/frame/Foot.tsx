import type { ScreenId } from '../../activation/screens.ts';
import { LanguagePicker } from '../../ui/LanguagePicker.tsx';
import { useWizard } from '../context.ts';

const withoutFileTransfer: readonly ScreenId[] = ['file-transfer', 'sending', 'arrived', 'opening'];

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
          {journey.several ? <CopiesOfSeveral /> : <CopyLink href="keyferry.html" text={notices.offlineCopy} />}
          <span class="hint">
            {notices.offlineCopyHint} {journey.opened === 'http' && notices.offlineCopyHttp}
          </span>
        </p>
      )}
      <LanguagePicker label={messages.chooseLanguage} language={messages.language} choose={chooseLanguage} />
    </footer>
  );
}

/** The one-file page is for machines, so it has one product. */
function CopiesOfSeveral() {
  const { journey, messages } = useWizard();
  const inFront = journey.inFront.value;
  return (inFront ? [inFront] : journey.products).map(({ product }) => (
    <CopyLink
      key={product.id}
      href={`products/${product.id}/keyferry.html`}
      text={messages.notices.offlineCopyOf(product.name)}
    />
  ));
}

function CopyLink({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <>
      <a href={href} download="keyferry.html">
        {text}
      </a>{' '}
    </>
  );
}
