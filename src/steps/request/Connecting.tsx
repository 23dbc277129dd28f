import { useWizard } from '../context.ts';
import { ScreenFrame } from '../ScreenFrame.tsx';

export function Connecting() {
  const { messages } = useWizard();
  return (
    <ScreenFrame title={messages.connecting.title} lead={messages.connecting.text}>
      <p class="progress" aria-hidden="true" />
    </ScreenFrame>
  );
}
