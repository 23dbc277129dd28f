import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Screen } from '../activation/screens.ts';
import { useWizard } from './context.ts';
import { ScreenFrame } from './frame/ScreenFrame.tsx';

export type ScreenView = ComponentType<{ readonly screen: Screen }> & {
  /** Loads the component before it is shown. */
  readonly load?: () => Promise<void>;
};

/**
 * @param load downloads the component of a screen that few people need
 * @returns the component that loads it when it is first shown
 */
export function loadedScreen(load: () => Promise<ScreenView>): ScreenView {
  let View: ScreenView | null = null;

  async function loadNow(): Promise<void> {
    View ??= await load();
  }

  function LoadedScreen({ screen }: { readonly screen: Screen }) {
    const { messages } = useWizard();
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');

    useEffect(() => {
      if (View || state !== 'loading') return;
      loadNow().then(
        () => setState('loaded'),
        () => setState('failed'),
      );
    }, [state]);

    if (View) return <View screen={screen} />;
    if (state !== 'failed') return <p class="opening">{messages.opening}</p>;
    const text = messages.refusal('service-unreachable', {});
    return (
      <ScreenFrame
        title={text.title}
        lead={text.why}
        actions={
          <button type="button" class="primary" onClick={() => setState('loading')}>
            {messages.noNetwork.retry}
          </button>
        }
      />
    );
  }

  return Object.assign(LoadedScreen, { load: loadNow });
}
