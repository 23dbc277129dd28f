import type { Journey } from '../../activation/journey.ts';
import { Seal } from '../../ui/drawings/Seal.tsx';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { LicenseFacts } from '../frame/LicenseFacts.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ConfirmButton } from './ConfirmButton.tsx';
import { LicenseExtras } from './LicenseExtras.tsx';
import { StartButton } from './StartButton.tsx';
import { TimeLeft } from './TimeLeft.tsx';

interface InForceProps {
  readonly license: NonNullable<Journey['state']['value']['license']>;
  readonly term: NonNullable<ReturnType<Journey['machine']['term']>>;
}

/** A license without a worry. One that has just arrived may be due soon, which the meter shows. */
export function InForce({ license, term }: InForceProps) {
  const { journey, messages, tool } = useWizard();
  const { activated, renewal } = messages;
  const { product } = journey.profile;
  return (
    <ScreenFrame
      seal={<Seal />}
      title={activated.title}
      lead={activated.text(product.name)}
      actions={<StartButton primary />}
      after={
        <LicenseExtras>
          <button type="button" class="quiet" onClick={() => void journey.machine.renew()}>
            <Glyph name="renew" size={20} />
            {term.term !== 'running' && journey.isRenewable(license.licenseType) ? renewal.renew : activated.renew}
          </button>
        </LicenseExtras>
      }
    >
      <LicenseFacts license={license} />
      <TimeLeft license={license} />
      {term.term === 'renewal-due' && <p class="hint">{renewal.due}</p>}
      {tool && <tool.Placed />}
      <ConfirmButton />
    </ScreenFrame>
  );
}
