import type { KeptRefusal } from '../../activation/records.ts';
import type { RefusalCode } from '../../refusal.ts';
import { useWizard } from '../context.ts';
import { RefusalWays } from '../storage/RefusalWays.tsx';
import { RefusalText } from './RefusalText.tsx';
import { ScreenFrame } from './ScreenFrame.tsx';

/** Refusals that a reload mends; an installed app has no button of the browser for that. */
const afterReload: readonly RefusalCode[] = ['page-part-missing', 'internal-fault'];

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
          {afterReload.includes(refusal.code) && (
            <button type="button" onClick={journey.reload}>
              {messages.connection.reload}
            </button>
          )}
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
