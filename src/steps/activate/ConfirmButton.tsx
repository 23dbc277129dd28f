import { confirmationActions } from '../../activation/machine/confirmation.ts';
import { Button } from '../../ui/Button.tsx';
import { useWizard } from '../context.ts';

/** On “Thank you!”: leads to the code by which the phone learns that the license has arrived. */
export function ConfirmButton() {
  const { journey, messages } = useWizard();
  if (!journey.part(confirmationActions).canConfirm()) return null;
  return (
    <Button glyph="phone" onPress={() => void journey.part(confirmationActions).confirm()}>
      {messages.identity.confirm.begin}
    </Button>
  );
}
