import { useAdmin } from '../context.ts';
import { RefusalNotice } from '../parts/RefusalNotice.tsx';
import { TermField } from '../serials/TermField.tsx';
import { ChangedMachine } from './ChangedMachine.tsx';
import { LicenseTypeChoice } from './LicenseTypeChoice.tsx';
import { ProductChoice } from './ProductChoice.tsx';
import { SerialNumberField } from './SerialNumberField.tsx';
import { TypedCode } from './TypedCode.tsx';
import { useTypedForm } from './useTypedForm.ts';

interface TypingProps {
  /** Whether the form replaces the answer to the call before. */
  readonly startsTyping: boolean;
}

/** What is asked on the telephone to activate a machine. */
export function OrderByCode({ startsTyping }: TypingProps) {
  const { admin, messages } = useAdmin();
  const { telephone: words } = messages;
  const { codeOrder } = admin;
  const { change } = codeOrder;
  const draft = codeOrder.draft.value;
  const state = codeOrder.state.value;
  const { form, toStart, toNext } = useTypedForm(state, state.faulty !== null, startsTyping);

  function submit(event: Event): void {
    event.preventDefault();
    void codeOrder.send();
  }

  function clear(): void {
    codeOrder.clear();
    toStart();
  }

  return (
    <form ref={form} class="panel telephone" onSubmit={submit} noValidate>
      <p class="wide">{words.order.text}</p>
      {state.refusal && <RefusalNotice refusal={state.refusal} />}
      <TypedCode
        kind="installation"
        groups={draft.groups}
        isFaulty={state.faulty === 'code'}
        onChange={(groups) => change({ groups })}
        onComplete={toNext}
      />
      <WholeCode />
      <ProductChoice
        products={codeOrder.form.value.products}
        chosen={draft.product}
        isFaulty={state.faulty === 'product'}
        onChoose={(product) => change({ product })}
      />
      <LicenseTypeChoice />
      <SerialNumberField />
      <TermField
        label={words.order.holder}
        hint={words.order.holderHint}
        value={draft.holder}
        onInput={(holder) => change({ holder })}
        error={state.faulty === 'holder' ? messages.mint.fields.holder : undefined}
        optional
      />
      <div class="choices wide">
        <button type="submit" class="primary" aria-disabled={state.busy} aria-busy={state.busy}>
          {state.busy ? words.order.busy : words.order.submit}
        </button>
        <button type="button" class="quiet" onClick={clear}>
          {words.clear}
        </button>
      </div>
      {state.asked && <ChangedMachine asked={state.asked} />}
    </form>
  );
}

/** What the code says of the machine, once it is complete. */
function WholeCode() {
  const { admin, messages } = useAdmin();
  const { machine, refusal } = admin.codeOrder.form.value;
  return (
    <div class="wide" role="status">
      {machine !== null && <p class="whole-code">{messages.telephone.order.machine(machine)}</p>}
      {refusal !== null && <RefusalNotice refusal={refusal} />}
    </div>
  );
}
