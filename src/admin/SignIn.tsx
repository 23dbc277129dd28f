import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from './context.ts';
import { deskScopes } from './session.ts';
import { Trouble } from './RefusalNotice.tsx';

/** The way in: a token, entered once. */
export function SignIn() {
  const { desk, messages } = useDesk();
  const { signIn } = messages;
  const field = useRef<HTMLInputElement>(null);
  const session = desk.session.state.value;
  const { busy, why } = session.at === 'out' ? session : { busy: false, why: null };
  const isAgain = why !== null && desk.session.draft.value === '';

  useEffect(() => {
    document.title = messages.documentTitle(signIn.title, desk.profile.product.name);
  }, [messages, desk, signIn]);

  useEffect(() => {
    if (!busy) field.current?.focus();
  }, [busy]);

  function submit(event: Event): void {
    event.preventDefault();
    if (!busy) void desk.session.enter();
  }

  return (
    <section class="sign-in">
      <h1>{signIn.title}</h1>
      {why && <Trouble refusal={why} />}
      {isAgain && <p class="hint">{signIn.again}</p>}
      <form onSubmit={submit}>
        <div class="labeled">
          <label for="token">{signIn.label}</label>
          <input
            ref={field}
            id="token"
            type="password"
            value={desk.session.draft.value}
            onInput={(event) => {
              desk.session.draft.value = event.currentTarget.value;
            }}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
            aria-describedby="token-hint"
            aria-invalid={why?.code === 'token-refused' && !isAgain}
            required
          />
          <p class="hint" id="token-hint">
            {signIn.hint}
          </p>
        </div>
        <button type="submit" class="primary" aria-disabled={busy} aria-busy={busy}>
          {busy ? signIn.busy : signIn.submit}
        </button>
      </form>
      <details>
        <summary>{signIn.where}</summary>
        <p class="hint">{signIn.whereText}</p>
        <pre dir="ltr">
          <code>{`keyferry tokens create NAME --scope ${deskScopes.join(',')}`}</code>
        </pre>
      </details>
    </section>
  );
}
