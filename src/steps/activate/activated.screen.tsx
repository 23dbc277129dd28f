import { Glyph } from '../../ui/Glyph.tsx';
import { HandOver } from '../code/HandOver.tsx';
import { useWizard } from '../context.ts';
import { LicenseFacts } from '../frame/LicenseFacts.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { startLink } from './startLink.ts';

/** Step 3 is done: the license is in force. */
export default function ThankYou() {
  const { journey, messages, tool } = useWizard();
  const { activated } = messages;
  const { license, tool: view } = journey.state.value;
  const { product } = journey.profile;
  const start = startLink(journey.profile, tool ? null : location.href);
  if (!license) return null;
  if (tool && !view?.place.isThere) return <tool.Unplaced />;
  return (
    <ScreenFrame
      title={activated.title}
      lead={activated.text(product.name)}
      actions={
        start && (
          <>
            <a class="button primary" href={start}>
              {activated.start(product.name)}
            </a>
            <p class="hint">{activated.startHint(product.name)}</p>
          </>
        )
      }
      after={
        <>
          <HandOver save={activated.save} saved={messages.license.saved} share={messages.license.share} />
          <button type="button" class="quiet" onClick={() => void journey.machine.renew()}>
            {activated.renew}
          </button>
          <button type="button" class="quiet" onClick={journey.returnLicense.ask}>
            {messages.returnLicense.begin}
          </button>
        </>
      }
    >
      <p class="seal" aria-hidden="true">
        <Glyph name="check" size={48} />
      </p>
      <LicenseFacts license={license} />
      {tool && <tool.Placed />}
    </ScreenFrame>
  );
}
