import { useWizard } from '../context.ts';
import { LicenseFacts } from '../frame/LicenseFacts.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Explains what returning a license means, because it cannot be undone here. */
export default function ReturnLicense() {
  const { journey, messages } = useWizard();
  const { returnLicense } = messages;
  const { license } = journey.state.value;
  if (!license) return null;
  return (
    <ScreenFrame
      title={returnLicense.title}
      lead={returnLicense.text(journey.profile.product.name)}
      actions={
        <>
          <PrimaryButton onPress={() => void journey.returnLicense.confirm()}>{returnLicense.confirm}</PrimaryButton>
          <button type="button" onClick={journey.returnLicense.keep}>
            {returnLicense.keep}
          </button>
        </>
      }
    >
      <LicenseFacts license={license} />
      <p>{returnLicense.receipt}</p>
      <p class="hint">{returnLicense.bounds}</p>
    </ScreenFrame>
  );
}
