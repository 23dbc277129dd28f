import type { Trouble } from '../activation/state.ts';
import { useWizard } from './context.ts';
import { ScreenFrame } from './ScreenFrame.tsx';
import { TroubleText } from './RefusalText.tsx';

/** A refusal: what happened, why, what to do now, the code, and a way back that loses nothing. */
export function TroubleScreen({ trouble }: { trouble: Trouble }) {
  const { journey, messages } = useWizard();
  const { support, statusUrl } = journey.profile;
  const supportUrl = support?.url ?? (support?.email && `mailto:${support.email}`);
  return (
    <ScreenFrame
      title={messages.refusal(trouble.code, trouble.details).title}
      back={null}
      actions={
        <button type="button" class="primary" onClick={journey.closeTrouble}>
          {messages.trouble.back}
        </button>
      }
    >
      <TroubleText trouble={trouble} messages={messages} />
      <p class="links">
        {supportUrl && <a href={supportUrl}>{messages.trouble.support}</a>}
        {statusUrl && trouble.code.startsWith('service-') && <a href={statusUrl}>{messages.trouble.status}</a>}
      </p>
    </ScreenFrame>
  );
}
