import type { Journey } from '../../activation/journey.ts';
import type { KeptRefusal } from '../../activation/records.ts';
import { endDateIn } from '../../messages/endDate.ts';
import { Seal } from '../../ui/drawings/Seal.tsx';
import { useWizard } from '../context.ts';
import { LicenseFacts } from '../frame/LicenseFacts.tsx';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { RefusalText } from '../frame/RefusalText.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { LicenseExtras } from './LicenseExtras.tsx';
import { StartButton } from './StartButton.tsx';
import { TimeLeft } from './TimeLeft.tsx';

type ShownLicense = NonNullable<Journey['state']['value']['license']>;

interface EndingProps {
  readonly license: ShownLicense;
  readonly term: { readonly stopDate: string; readonly daysLeft: number };
}

/** The license ends soon: how many days are left, and the way to a renewed one. */
export function EndingLicense({ license, term: { stopDate, daysLeft } }: EndingProps) {
  const { journey, messages, tool } = useWizard();
  const { renewal } = messages;
  const end = endDateIn(messages.language, 'long')(stopDate);
  return (
    <ScreenFrame
      seal={<Seal kind="ending" />}
      title={renewal.daysLeft(daysLeft)}
      lead={renewal.until(journey.profile.product.name, end)}
      actions={
        <>
          <RenewButton />
          <StartButton />
        </>
      }
      after={<LicenseExtras />}
    >
      <LicenseFacts license={license} />
      <TimeLeft license={license} />
      {tool && <tool.Placed />}
    </ScreenFrame>
  );
}

interface OutOfTermProps {
  readonly license: ShownLicense;
  readonly refusal: KeptRefusal;
}

/** The license has ended, or the clock shows a time before it begins. Its facts and its return stay within reach. */
export function OutOfTerm({ license, refusal }: OutOfTermProps) {
  const { journey, messages } = useWizard();
  const clock = journey.state.value.tool?.clock;
  const { renewal, activated } = messages;
  const hasEnded = refusal.code === 'license-expired';
  const check = () => void journey.machine.checkAgain();
  const text = messages.refusal(refusal.code, refusal.details);
  return (
    <ScreenFrame
      seal={<Seal kind="ended" />}
      title={text.title}
      actions={
        hasEnded ? (
          <>
            {journey.isRenewable(license.licenseType) ? (
              <RenewButton />
            ) : (
              <PrimaryButton onPress={() => void journey.machine.renew()}>{activated.renew}</PrimaryButton>
            )}
            <button type="button" onClick={check}>
              {renewal.checkAgain}
            </button>
          </>
        ) : (
          <PrimaryButton onPress={check}>{renewal.checkAgain}</PrimaryButton>
        )
      }
      after={
        <LicenseExtras>
          {!hasEnded && (
            <button type="button" class="quiet" onClick={() => void journey.machine.renew()}>
              {activated.renew}
            </button>
          )}
        </LicenseExtras>
      }
    >
      <RefusalText refusal={refusal} messages={messages} />
      {clock && <p class="note">{messages.tool?.placed.clock(clock)}</p>}
      <LicenseFacts license={license} />
    </ScreenFrame>
  );
}

/** Begins a renewal, or continues with the request that is on its way. */
function RenewButton() {
  const { journey, messages } = useWizard();
  const { renewal } = messages;
  const isOnItsWay = journey.state.value.machine.request !== null;
  return (
    <PrimaryButton onPress={() => void journey.machine.renew()}>
      {isOnItsWay ? renewal.proceed : renewal.renew}
    </PrimaryButton>
  );
}
