import { useRef } from 'preact/hooks';
import { copiedCodeActions, copiedKind } from '../../activation/courier/copiedCodes.ts';
import { viewEntry } from '../../typed/entry.ts';
import { CodeEntry } from '../../ui/codes/CodeEntry.tsx';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Step 2 where only paper left the machine's room: its installation code, or its return code. */
export default function CopiedCode() {
  const { journey, messages } = useWizard();
  const { copied: words } = messages;
  const form = useRef<HTMLFormElement>(null);
  const codes = journey.part(copiedCodeActions);
  const groups = codes.groups.value;
  const kind = codes.kind.value;
  const [first = ''] = groups;
  const { isComplete } = viewEntry(kind, groups);
  const isReady = isComplete && codes.checkFirst(first) === null;
  const machine = isReady ? codes.machineOf(groups) : null;

  function submit(event: Event): void {
    event.preventDefault();
    if (isReady && !journey.state.value.busy) void codes.proceed();
  }

  function checkFirst(typed: string): string | null {
    const refusal = codes.checkFirst(typed);
    if (refusal) {
      const { title, next } = messages.refusal(refusal.code, refusal.details);
      return `${title}. ${next}`;
    }
    // The entry says so, and is one for that kind of code from then on.
    const begun = copiedKind([typed]);
    return begun === kind ? null : words.kinds[begun];
  }

  return (
    <ScreenFrame title={words.title} lead={words.text}>
      <form ref={form} class="code-form" onSubmit={submit}>
        {kind === 'return' && <p>{words.kinds.return}</p>}
        <CodeEntry
          kind={kind}
          groups={groups}
          onChange={(typed) => void codes.type(typed)}
          words={messages.codes}
          checkFirst={checkFirst}
          onComplete={() => form.current?.querySelector<HTMLElement>('.primary')?.focus()}
        />
        <div role="status">
          {machine && <ComputerId machine={machine.machine} name={machine.name} />}
          {machine && journey.several && <p>{words.product(machine.product)}</p>}
        </div>
        <div class="actions">
          <PrimaryButton ready={isReady} working={words.working}>
            {kind === 'return' ? words.giveBack : words.proceed}
          </PrimaryButton>
        </div>
      </form>
    </ScreenFrame>
  );
}
