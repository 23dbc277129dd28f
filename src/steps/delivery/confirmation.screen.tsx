import { Button } from '../../ui/Button.tsx';
import { CodePanel } from '../code/CodePanel.tsx';
import { HandOver } from '../code/HandOver.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** On the machine, after its license arrived: the activation receipt, for the phone that brought the license. */
export default function Confirmation() {
  const { journey, messages } = useWizard();
  const { confirm: words } = messages.identity;
  const outgoing = journey.outgoing.value;
  return (
    <ScreenFrame
      title={words.title}
      lead={outgoing ? words.text : words.impossible}
      actions={
        <Button look="primary" onPress={journey.back}>
          {words.done}
        </Button>
      }
    >
      {outgoing && (
        <>
          <CodePanel outgoing={outgoing} />
          <HandOver save={words.save} saved={words.saved} share={words.share} />
        </>
      )}
    </ScreenFrame>
  );
}
