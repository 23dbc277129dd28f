import type { ComponentChildren } from 'preact';
import { returningActions } from '../../activation/machine/returning.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { HandOver } from '../code/HandOver.tsx';
import { useWizard } from '../context.ts';
import { NotKept } from '../storage/NotKept.tsx';
import { EarlierLicenses } from './EarlierLicenses.tsx';

/** What can be done with a license on its machine, whether it is valid or has ended. */
export function LicenseExtras({ children }: { readonly children?: ComponentChildren }) {
  const { journey, messages } = useWizard();
  const { activated, renewal } = messages;
  return (
    <>
      {journey.state.value.offer && (
        <p class="note">
          <Glyph name="file" size={20} />
          <span>
            {renewal.replace.waiting}{' '}
            <button type="button" class="quiet" onClick={journey.machine.compare}>
              {renewal.replace.decide}
            </button>
          </span>
        </p>
      )}
      <NotKept />
      <div class="extras">
        <HandOver save={activated.save} saved={messages.license.saved} share={messages.license.share} />
        {children}
        <button type="button" class="quiet" onClick={journey.part(returningActions).ask}>
          <Glyph name="swap" size={20} />
          {messages.returnLicense.begin}
        </button>
      </div>
      <EarlierLicenses />
    </>
  );
}
