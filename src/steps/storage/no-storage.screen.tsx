import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Before everything else where nothing can be stored: the two ways to go on. */
export default function NoStorage() {
  const { journey, messages } = useWizard();
  const { storage, role, busy } = journey.state.value;
  const { missing } = messages.storage;
  const { code, details } = storage.refusal ?? { code: 'storage-unavailable', details: {} };
  const text = messages.refusal(code, details);
  return (
    <ScreenFrame title={text.title} lead={missing[role ?? 'unknown']}>
      <div class="cards ways">
        <section class="card way">
          <h2 class="card-title">{code === 'storage-unavailable' ? missing.better : text.next}</h2>
          <p class="hint">{text.why}</p>
          <p class="hint">{missing.betterHint}</p>
          <button type="button" aria-disabled={busy} onClick={() => !busy && void journey.storage.retry()}>
            {missing.retry}
          </button>
        </section>
        <section class="card way">
          <h2 class="card-title">{missing.without}</h2>
          <p class="hint">{role === 'courier' ? missing.withoutCourier : missing.withoutMachine}</p>
          <PrimaryButton onPress={() => void journey.storage.continueWithout()}>{missing.withoutButton}</PrimaryButton>
        </section>
      </div>
    </ScreenFrame>
  );
}
