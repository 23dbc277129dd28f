import type { Refusal } from '../../refusal.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useAdmin } from '../context.ts';

interface RefusalProps {
  readonly refusal: Refusal;
  /** Retries the failed call. */
  readonly again?: () => void;
}

/** Explains a refusal: what happened, why, what to do, the code. Announced to screen readers. */
export function RefusalNotice({ refusal, again }: RefusalProps) {
  const { messages } = useAdmin();
  const { title, why, next } = messages.refusal(refusal.code, refusal.details);
  return (
    <div class="refusal" role="alert">
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

/** Replaces a view that the token does not allow. */
export function MissingScope({ scope }: { readonly scope: string }) {
  const { messages } = useAdmin();
  return (
    <div class="empty-state">
      <h2>{messages.missing.scope}</h2>
      <p class="hint">{messages.missing.scopeText(scope)}</p>
    </div>
  );
}
