import { HandOver } from '../CodePanel.tsx';
import { useWizard } from '../context.ts';
import { Glyph } from '../Glyph.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** Step 3, done. */
export function ThankYou() {
  const { journey, messages } = useWizard();
  const { activated } = messages;
  const { license } = journey.state.value;
  const { product, deepLink, licenseTypes } = journey.profile;
  if (!license) return null;
  const day = new Intl.DateTimeFormat(messages.language, { dateStyle: 'long' });
  return (
    <ScreenFrame
      title={activated.title}
      lead={activated.text(product.name)}
      actions={
        deepLink && (
          <>
            <a class="button primary" href={deepLink}>
              {activated.start(product.name)}
            </a>
            <p class="hint">{activated.startHint(product.name)}</p>
          </>
        )
      }
      after={
        <>
          <HandOver save={activated.save} saved={messages.license.saved} />
          <button type="button" class="quiet" onClick={() => void journey.machine.startOver()}>
            {activated.renew}
          </button>
        </>
      }
    >
      <p class="seal" aria-hidden="true">
        <Glyph name="check" size={48} />
      </p>
      <dl class="facts">
        <dt>{activated.type}</dt>
        <dd>{licenseTypes.find((type) => type.id === license.licenseType)?.name ?? license.licenseType}</dd>
        {license.holder && (
          <>
            <dt>{activated.holder}</dt>
            <dd>{license.holder}</dd>
          </>
        )}
        {license.serialMasked && (
          <>
            <dt>{activated.serial}</dt>
            <dd dir="ltr">{license.serialMasked}</dd>
          </>
        )}
        <dt>{activated.until}</dt>
        <dd>{license.stopDate ? day.format(new Date(license.stopDate)) : activated.forever}</dd>
      </dl>
    </ScreenFrame>
  );
}
