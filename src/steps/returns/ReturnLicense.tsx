import { useWizard } from '../context.ts';
import { LicenseFacts } from '../LicenseFacts.tsx';
import { PrimaryButton } from '../PrimaryButton.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';

/** Before a license goes back: what it means, because it cannot be undone here. */
export function GiveBack() {
  const { journey, messages } = useWizard();
  const { giveBack } = messages;
  const { license } = journey.state.value;
  if (!license) return null;
  return (
    <ScreenFrame
      title={giveBack.title}
      lead={giveBack.text(journey.profile.product.name)}
      actions={
        <>
          <PrimaryButton onPress={() => void journey.giveBack.confirm()}>{giveBack.confirm}</PrimaryButton>
          <button type="button" onClick={journey.giveBack.keep}>
            {giveBack.keep}
          </button>
        </>
      }
    >
      <LicenseFacts license={license} />
      <p>{giveBack.receipt}</p>
      <p class="hint">{giveBack.bounds}</p>
    </ScreenFrame>
  );
}
