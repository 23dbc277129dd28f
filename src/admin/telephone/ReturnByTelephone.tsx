import { useEffect, useRef } from 'preact/hooks';
import type { CodeReturned } from '../../contract/calls/codes.ts';
import { Button } from '../../ui/Button.tsx';
import { useAdmin } from '../context.ts';
import { Facts } from '../parts/Facts.tsx';
import { RefusalNotice } from '../parts/RefusalNotice.tsx';
import { ProductChoice } from './ProductChoice.tsx';
import { TelephoneFrame } from './TelephoneFrame.tsx';
import { TypedCode } from './TypedCode.tsx';
import { useTypedForm } from './useTypedForm.ts';

/** Takes a license back by the return code of a machine. */
export function ReturnByTelephone() {
  const { admin, messages } = useAdmin();
  const answer = admin.codeReturn.answer.value;
  const wasAnswered = useRef(false);
  if (answer) wasAnswered.current = true;
  return (
    <TelephoneFrame title={messages.telephone.return.title}>
      {answer ? <Returned answer={answer} /> : <ReturnForm startsTyping={wasAnswered.current} />}
    </TelephoneFrame>
  );
}

function ReturnForm({ startsTyping }: { readonly startsTyping: boolean }) {
  const { admin, messages } = useAdmin();
  const { telephone: words } = messages;
  const { codeReturn } = admin;
  const { groups, product } = codeReturn.draft.value;
  const state = codeReturn.state.value;
  const { form, toStart, toNext } = useTypedForm(state, state.faulty !== null, startsTyping);

  function submit(event: Event): void {
    event.preventDefault();
    void codeReturn.send();
  }

  function clear(): void {
    codeReturn.clear();
    toStart();
  }

  return (
    <form ref={form} class="panel telephone" onSubmit={submit} noValidate>
      <p class="wide">{words.return.text}</p>
      {state.refusal && <RefusalNotice refusal={state.refusal} />}
      <TypedCode
        kind="return"
        groups={groups}
        isFaulty={state.faulty === 'code'}
        onChange={(typed) => codeReturn.change({ groups: typed })}
        onComplete={toNext}
      />
      <ProductChoice
        products={codeReturn.products.value}
        chosen={product}
        isFaulty={state.faulty === 'product'}
        onChoose={(chosen) => codeReturn.change({ product: chosen })}
      />
      <div class="choices wide">
        <button type="submit" class="primary" aria-disabled={state.busy} aria-busy={state.busy}>
          {state.busy ? words.return.busy : words.return.submit}
        </button>
        <button type="button" class="quiet" onClick={clear}>
          {words.clear}
        </button>
      </div>
    </form>
  );
}

function Returned({ answer: { outcome, machine, seatsLeft } }: { readonly answer: CodeReturned }) {
  const { admin, messages } = useAdmin();
  const { returned: words } = messages.telephone;
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);

  return (
    <section class="panel dictated">
      <h2 ref={heading} tabIndex={-1}>
        {words.title(machine)}
      </h2>
      <p>{words.outcomes[outcome]}</p>
      <Facts
        facts={[
          [
            messages.columns.machine,
            <strong key="machine" class="mono large" translate={false}>
              {machine}
            </strong>,
          ],
          [words.seatsLabel, seatsLeft === null ? words.unlimited : words.seats(seatsLeft)],
        ]}
      />
      <div class="choices">
        <Button look="primary" onPress={admin.codeReturn.clear}>
          {words.done}
        </Button>
      </div>
    </section>
  );
}
