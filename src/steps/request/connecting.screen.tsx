import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

export default function Connecting() {
  const { messages } = useWizard();
  return (
    <ScreenFrame title={messages.connecting.title} lead={messages.connecting.text}>
      <p class="progress" aria-hidden="true" />
    </ScreenFrame>
  );
}
