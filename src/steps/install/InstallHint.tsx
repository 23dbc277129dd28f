import { Button } from '../../ui/Button.tsx';
import { useWizard } from '../context.ts';

/** Offers to install the app: by the browser's own question, or in words where only the browser's menu can. */
export function InstallHint() {
  const { journey, messages } = useWizard();
  const { installWay } = journey.state.value;
  const { install } = messages;
  if (installWay === null) return null;
  return (
    <aside class="install-hint" aria-label={install.title}>
      <p>
        <strong>{install.title}.</strong> {install.text} {installWay !== 'prompt' && install.steps[installWay]}
      </p>
      <div class="choices">
        {installWay === 'prompt' && (
          <Button onPress={() => void journey.install.accept()}>{install.install}</Button>
        )}
        <Button look="quiet" onPress={() => void journey.install.close()}>
          {install.close}
        </Button>
      </div>
    </aside>
  );
}
