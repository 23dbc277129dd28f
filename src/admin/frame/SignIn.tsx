import { useEffect, useRef } from 'preact/hooks';
import { useAdmin } from '../context.ts';
import { adminScopes } from '../model/session.ts';
import { RefusalNotice } from '../parts/RefusalNotice.tsx';

/** Form that asks for the admin token. */
export function SignIn() {
  const { admin, messages } = useAdmin();
  const { signIn } = messages;
  const field = useRef<HTMLInputElement>(null);
  const session = admin.session.state.value;
  const { busy, why } = session.at === 'out' ? session : { busy: false, why: null };
  const isAgain = why !== null && admin.session.draft.value === '';

  useEffect(() => {
    document.title = messages.documentTitle(signIn.title, admin.profile.product.name);
  }, [messages, admin, signIn]);

  useEffect(() => {
    if (!busy) field.current?.focus();
  }, [busy]);

  function submit(event: Event): void {
    event.preventDefault();
    if (!busy) void admin.session.enter();
  }

  return (
    <section class="sign-in">
      <h1>{signIn.title}</h1>
      {why && <RefusalNotice refusal={why} />}
      {isAgain && <p class="hint">{signIn.again}</p>}
      <form onSubmit={submit}>
        <div class="labeled">
          <label for="token">{signIn.label}</label>
          <input
            ref={field}
            id="token"
            type="password"
            value={admin.session.draft.value}
            onInput={(event) => {
              admin.session.draft.value = event.currentTarget.value;
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
          <code>{`keyferry tokens create NAME --scope ${adminScopes.join(',')}`}</code>
        </pre>
      </details>
    </section>
  );
}
