import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Before everything else where nothing can be stored: the two ways to go on. */
export default function NoStorage() {
  const { journey, messages } = useWizard();
  const { storage, role, busy } = journey.state.value;
  const { missing } = messages.storage;
  const { code, details } = storage.refusal ?? { code: 'storage-unavailable', details: {} };
  const text = messages.refusal(code, details);
  return (
    <ScreenFrame layout="open" title={text.title} lead={missing[role ?? 'unknown']}>
      <div class="cards ways">
        <Card title={code === 'storage-unavailable' ? missing.better : text.next}>
          <p>{text.why}</p>
          <p>{missing.betterHint}</p>
          <Button busy={busy} onPress={() => void journey.storage.retry()}>
            {missing.retry}
          </Button>
        </Card>
        <Card title={missing.without}>
          <p>{role === 'courier' ? missing.withoutCourier : missing.withoutMachine}</p>
          <Button look="primary" busy={busy} onPress={() => void journey.storage.continueWithout()}>
            {missing.withoutButton}
          </Button>
        </Card>
      </div>
      <p class="hint">
        {messages.refusalLabels.code}: <code translate={false}>{code}</code>
      </p>
    </ScreenFrame>
  );
}
