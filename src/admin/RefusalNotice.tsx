import type { Refusal } from '../refusal.ts';
import { Glyph } from '../steps/Glyph.tsx';
import { useDesk } from './context.ts';

interface TroubleProps {
  readonly refusal: Refusal;
  /** Tries what failed once more. */
  readonly again?: () => void;
}

/** What happened, why, what to do, the code; read out when it appears. */
export function Trouble({ refusal, again }: TroubleProps) {
  const { messages } = useDesk();
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
          {messages.trouble.code}: <code translate={false}>{refusal.code}</code>
        </p>
      </div>
      {again && (
        <button type="button" onClick={again}>
          {messages.trouble.again}
        </button>
      )}
    </div>
  );
}

/** In place of what a token does not allow to see. */
export function MissingScope({ scope }: { readonly scope: string }) {
  const { messages } = useDesk();
  return (
    <div class="empty">
      <h2>{messages.missing.scope}</h2>
      <p class="hint">{messages.missing.scopeText(scope)}</p>
    </div>
  );
}
