import { copiedCodeActions } from '../../activation/courier/copiedCodes.ts';
import { listActions } from '../../activation/list/list.ts';
import type { CarriedRequest, CopiedCode } from '../../activation/records.ts';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { LicenseFacts } from '../frame/LicenseFacts.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { ComputerName } from '../license/ComputerName.tsx';
import { ShownCode } from '../typed/ShownCode.tsx';

interface ConfirmationToCopyProps {
  readonly record: CarriedRequest;
  readonly code: NonNullable<CopiedCode['answer']>;
}

/** Step 2 is done: the license as a code, to write down or print. */
export function ConfirmationToCopy({ record, code }: ConfirmationToCopyProps) {
  const { journey, messages } = useWizard();
  const { answer: words } = messages.copied;
  const { requestId, product, machine, name } = record;
  const isDelivered = Boolean(record.deliveredAt ?? record.returnedAt);
  const about = { machine, product: journey.profileOf(product).product.name };

  async function deliver(): Promise<void> {
    await journey.part(listActions).markDelivered([requestId], true);
    journey.courier.collect();
  }

  return (
    <ScreenFrame
      title={words.title}
      lead={words.text}
      // One row: it stays in sight while the groups scroll.
      actions={
        isDelivered ? (
          <PrimaryButton onPress={journey.courier.collect}>{messages.license.done}</PrimaryButton>
        ) : (
          <PrimaryButton onPress={() => void deliver()}>{messages.identity.tour.arrived}</PrimaryButton>
        )
      }
      after={
        <>
          {!isDelivered && (
            <button type="button" class="quiet" onClick={journey.courier.collect}>
              {messages.license.done}
            </button>
          )}
          <button
            type="button"
            class="quiet"
            onClick={() => void journey.part(copiedCodeActions).orderAgain(requestId)}
          >
            {words.again}
          </button>
          <RemoveButton
            label={messages.license.remove}
            question={words.askRemove}
            remove={() => journey.courier.remove(requestId)}
          />
        </>
      }
    >
      <ComputerId machine={machine} name={name} />
      <ShownCode
        kind="confirmation"
        groups={code.groups}
        text={words.sheet(messages.typedCodes.license.begin)}
        about={about}
      />
      <LicenseFacts license={{ ...code, product }} />
      <ComputerName requestId={requestId} />
    </ScreenFrame>
  );
}
