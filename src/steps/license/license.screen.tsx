import { type Renewals, renewalActions } from '../../activation/courier/renewals.ts';
import { listActions } from '../../activation/list/list.ts';
import type { UnverifiedLicense } from '../../documents/license.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { CodePanel } from '../code/CodePanel.tsx';
import { HandOver } from '../code/HandOver.tsx';
import { useWizard } from '../context.ts';
import { ConfirmationToCopy } from '../copied/ConfirmationToCopy.tsx';
import { LicenseFacts } from '../frame/LicenseFacts.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';
import { ComputerName } from './ComputerName.tsx';

/** Step 2 is done: the license as a code and as a file. */
export default function LicenseReady({ screen: { requestId } }: ScreenProps<'license'>) {
  const { journey, messages } = useWizard();
  const { license } = messages;
  const outgoing = journey.outgoing.value;
  const fields = journey.courier.licenseOf(requestId);
  const term = journey.part(renewalActions).renewalOf(requestId);
  const record = journey.state.value.carriedRequests.find((one) => one.requestId === requestId);
  const isDelivered = Boolean(record?.deliveredAt ?? record?.returnedAt);
  const code = record?.code?.answer;
  if (record && code) return <ConfirmationToCopy record={record} code={code} />;

  async function deliver(): Promise<void> {
    await journey.part(listActions).markDelivered([requestId], true);
    journey.courier.collect();
  }

  return (
    <ScreenFrame
      title={license.title}
      lead={license.text}
      actions={
        <>
          {!isDelivered && (
            <PrimaryButton onPress={() => void deliver()}>{messages.identity.tour.arrived}</PrimaryButton>
          )}
          <button type="button" onClick={journey.courier.collect}>
            {license.done}
          </button>
        </>
      }
      after={
        <RemoveButton
          label={license.remove}
          question={license.askRemove}
          remove={() => journey.courier.remove(requestId)}
        />
      }
    >
      {outgoing && <CodePanel outgoing={outgoing} />}
      <p class="aside">{license.machineHint}</p>
      <ComputerName requestId={requestId} />
      {fields && <LicenseFacts license={fields} />}
      {fields && term && <EndNote license={fields} term={term} />}
      <HandOver save={license.save} saved={license.saved} share={license.share} />
    </ScreenFrame>
  );
}

type ShownTerm = NonNullable<ReturnType<Renewals['renewalOf']>>;

interface EndNoteProps {
  readonly license: UnverifiedLicense;
  readonly term: ShownTerm;
}

/** The license ends, or is to be renewed. That takes a new request of the machine, so this device alone cannot. */
function EndNote({ license: { licenseType, product }, term }: EndNoteProps) {
  const { journey, messages } = useWizard();
  const { renewal } = messages;
  if (term.term === 'running') return null;
  return (
    <div class="note">
      <Glyph name="clock" size={20} />
      <div>
        {term.term === 'ending' && <strong>{renewal.daysLeft(term.daysLeft)}</strong>}
        {term.term === 'ended' && <strong>{renewal.ended}</strong>}
        {journey.isRenewable(licenseType, product) && (
          <>
            <p>{renewal.onPhone.text}</p>
            <button type="button" class="quiet" onClick={journey.courier.collect}>
              {renewal.onPhone.bring}
            </button>
          </>
        )}
      </div>
    </div>
  );
}
