import { useRef } from 'preact/hooks';
import { typedCodeActions } from '../../activation/machine/typedCodes.ts';
import { viewEntry } from '../../typed/entry.ts';
import { CodeEntry } from '../../ui/codes/CodeEntry.tsx';
import { ComputerId } from '../code/ComputerId.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Step 3 where nothing but paper and voices enters the room: the license as a code to type. */
export default function ConfirmationCode() {
  const { journey, messages } = useWizard();
  const { license: words } = messages.typedCodes;
  const form = useRef<HTMLFormElement>(null);
  const codes = journey.part(typedCodeActions);
  const groups = codes.groups.value;
  const machine = journey.machineId.value;
  const isReady = viewEntry('confirmation', groups).isComplete && codes.checkFirst(groups[0] ?? '') === null;

  function submit(event: Event): void {
    event.preventDefault();
    if (isReady && !journey.state.value.busy) void codes.activate();
  }

  function checkFirst(first: string): string | null {
    const refusal = codes.checkFirst(first);
    if (!refusal) return null;
    const { title, next } = messages.refusal(refusal.code, refusal.details);
    return `${title}. ${next}`;
  }

  return (
    <ScreenFrame title={words.title} lead={words.text}>
      {machine && (
        <ComputerId machine={machine} name={journey.state.value.machine.name} hint={messages.typedCodes.sameAtVendor} />
      )}
      <form ref={form} class="code-form" onSubmit={submit}>
        <CodeEntry
          kind="confirmation"
          groups={groups}
          onChange={(typed) => void codes.type(typed)}
          words={messages.codes}
          checkFirst={checkFirst}
          onComplete={() => form.current?.querySelector<HTMLElement>('.primary')?.focus()}
        />
        <div class="actions">
          <PrimaryButton ready={isReady} working={words.checking}>
            {words.activate}
          </PrimaryButton>
        </div>
      </form>
    </ScreenFrame>
  );
}
