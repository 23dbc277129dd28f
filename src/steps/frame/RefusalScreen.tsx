import type { KeptRefusal } from '../../activation/records.ts';
import { useWizard } from '../context.ts';
import { RefusalWays } from '../storage/RefusalWays.tsx';
import { RefusalText } from './RefusalText.tsx';
import { ScreenFrame } from './ScreenFrame.tsx';

/** A refusal: what happened, why, what to do now, the code, and a way back. */
export function RefusalScreen({ refusal }: { refusal: KeptRefusal }) {
  const { journey, messages } = useWizard();
  const { support, statusUrl } = journey.profile;
  const supportUrl = support?.url ?? (support?.email && `mailto:${support.email}`);
  return (
    <ScreenFrame
      title={messages.refusal(refusal.code, refusal.details).title}
      back={null}
      actions={
        <>
          <button type="button" class="primary" onClick={journey.closeRefusal}>
            {messages.refusalLabels.back}
          </button>
          <RefusalWays refusal={refusal} />
        </>
      }
    >
      <RefusalText refusal={refusal} messages={messages} />
      <p class="links">
        {supportUrl && <a href={supportUrl}>{messages.refusalLabels.support}</a>}
        {statusUrl && refusal.code.startsWith('service-') && <a href={statusUrl}>{messages.refusalLabels.status}</a>}
      </p>
    </ScreenFrame>
  );
}
