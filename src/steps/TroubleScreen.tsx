import type { Trouble } from '../activation/state.ts';
import { useWizard } from './context.ts';
import { Glyph } from './Glyph.tsx';
import { ScreenFrame } from './ScreenFrame.tsx';

/** A refusal: what happened, why, what to do now, the code, and a way back that loses nothing. */
export function TroubleScreen({ trouble }: { trouble: Trouble }) {
  const { journey, messages } = useWizard();
  const text = messages.refusal(trouble.code, trouble.details);
  const { support, statusUrl } = journey.profile;
  const supportUrl = support?.url ?? (support?.email && `mailto:${support.email}`);
  return (
    <ScreenFrame
      title={text.title}
      back={null}
      actions={
        <button type="button" class="primary" onClick={journey.closeTrouble}>
          {messages.trouble.back}
        </button>
      }
    >
      <div class="trouble">
        <Glyph name="alert" size={40} />
        <h2>{messages.trouble.why}</h2>
        <p>{text.why}</p>
        <h2>{messages.trouble.next}</h2>
        <p>{text.next}</p>
      </div>
      <p class="hint">
        {messages.trouble.code}: <code translate={false}>{trouble.code}</code>
      </p>
      <p class="links">
        {supportUrl && <a href={supportUrl}>{messages.trouble.support}</a>}
        {statusUrl && trouble.code.startsWith('service-') && <a href={statusUrl}>{messages.trouble.status}</a>}
      </p>
    </ScreenFrame>
  );
}
