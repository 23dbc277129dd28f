import type { Refusal } from '../../refusal.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useAdmin } from '../context.ts';

interface RefusalProps {
  readonly refusal: Refusal;
  /** Tries what failed once more. */
  readonly again?: () => void;
}

/** What happened, why, what to do, the code; read out when it appears. */
export function RefusalNotice({ refusal, again }: RefusalProps) {
  const { messages } = useAdmin();
  const { title, why, next } = messages.refusal(refusal.code, refusal.details);
  return (
    <div class="mishap" role="alert">
      <Glyph name="alert" size={22} />
      <div>
        <h2>{title}</h2>
        <p>
          {why} {next}
        </p>
        <p class="hint">
          {messages.refusalLabels.code}: <code translate={false}>{refusal.code}</code>
        </p>
      </div>
      {again && (
        <button type="button" onClick={again}>
          {messages.refusalLabels.again}
        </button>
      )}
    </div>
  );
}

/** In place of what a token does not allow to see. */
export function MissingScope({ scope }: { readonly scope: string }) {
  const { messages } = useAdmin();
  return (
    <div class="empty">
      <h2>{messages.missing.scope}</h2>
      <p class="hint">{messages.missing.scopeText(scope)}</p>
    </div>
  );
}
