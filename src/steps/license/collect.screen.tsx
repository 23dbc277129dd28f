import { useWizard } from '../context.ts';
import { CopiedCodeButton } from '../copied/CopiedCodeButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { Intake } from '../intake/Intake.tsx';
import { computerList as ComputerList } from '../list.ts';
import type { ScreenProps } from '../views.ts';

/** Step 2 begins: takes a machine's request in. Once there is one, it is the list of computers. */
export default function Collect({ screen }: ScreenProps<'collect'>) {
  const { journey, messages } = useWizard();
  const { carriedRequests, receipts, removed } = journey.state.value;
  const hasRows = carriedRequests.length + receipts.length + (removed ? 1 : 0) > 0;
  if (hasRows && !('camera' in screen)) return <ComputerList screen={screen} />;
  return (
    <ScreenFrame
      title={messages.collect.title}
      lead={'camera' in screen ? null : messages.collect.text}
      after={
        <>
          <CopiedCodeButton />
          <button type="button" class="quiet" onClick={journey.openComputers}>
            {messages.shell.computers}
          </button>
        </>
      }
    >
      <Intake />
    </ScreenFrame>
  );
}
