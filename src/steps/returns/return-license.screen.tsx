import { returningActions } from '../../activation/machine/returning.ts';
import type { KeptRefusal } from '../../activation/records.ts';
import { useWizard } from '../context.ts';
import { LicenseFacts } from '../frame/LicenseFacts.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RefusalText } from '../frame/RefusalText.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ReturnLimits } from './ReturnLimits.tsx';

/** Explains what returning a license means, and its limits, because it cannot be undone here. */
export default function ReturnLicense() {
  const { journey, messages } = useWizard();
  const { returnLicense } = messages;
  const { license, busy } = journey.state.value;
  const asked = journey.part(returningActions).asked.value;
  if (!license) return null;
  const known = asked?.status === 'possible' ? null : (journey.part(returningActions).standing()?.refusal ?? null);
  const refusal = asked?.status === 'refused' ? asked.refusal : known;
  if (refusal) return <NotNow refusal={refusal} />;
  return (
    <ScreenFrame
      title={returnLicense.title}
      lead={returnLicense.text(journey.profile.product.name)}
      actions={
        <>
          <PrimaryButton onPress={journey.part(returningActions).keep}>{returnLicense.keep}</PrimaryButton>
          <button
            type="button"
            class="danger"
            aria-disabled={busy}
            onClick={() => !busy && void journey.part(returningActions).confirm()}
          >
            {busy ? messages.returning.asking : returnLicense.confirm}
          </button>
        </>
      }
    >
      <LicenseFacts license={license} />
      <p>{returnLicense.receipt}</p>
      <ReturnLimits />
    </ScreenFrame>
  );
}

/** The vendor would not take the license back now, so it is not given up. */
function NotNow({ refusal }: { readonly refusal: KeptRefusal }) {
  const { journey, messages } = useWizard();
  return (
    <ScreenFrame
      title={messages.refusal(refusal.code, refusal.details).title}
      lead={messages.returning.inForce}
      actions={
        <PrimaryButton onPress={journey.part(returningActions).keep}>{messages.returnLicense.keep}</PrimaryButton>
      }
    >
      <RefusalText refusal={refusal} messages={messages} />
      <ReturnLimits />
    </ScreenFrame>
  );
}
