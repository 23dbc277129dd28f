import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Screen } from '../activation/screens.ts';
import { isComplete } from '../messages/languages.ts';
import { useWizard } from './context.ts';
import { RefusalText } from './frame/RefusalText.tsx';
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
    const [view] = await Promise.all([load(), import('./later.css')]);
    View ??= view;
  }

  function LoadedScreen({ screen }: { readonly screen: Screen }) {
    const { journey, messages, completeTexts } = useWizard();
    const [state, setState] = useState<'loading' | 'loaded' | 'failed'>('loading');

    const isHere = View !== null && isComplete(messages);

    useEffect(() => {
      if (isHere || state === 'failed') return;
      Promise.all([loadNow(), completeTexts?.()]).then(
        () => setState('loaded'),
        () => setState('failed'),
      );
    }, [isHere, state]);

    if (View && isHere) return <View screen={screen} />;
    if (state !== 'failed') return <p class="opening">{messages.opening}</p>;
    const missing = { code: 'page-part-missing', details: {} } as const;
    return (
      <ScreenFrame
        title={messages.refusal(missing.code, missing.details).title}
        actions={
          <>
            <button type="button" class="primary" onClick={journey.reload}>
              {messages.connection.reload}
            </button>
            <button type="button" onClick={() => setState('loading')}>
              {messages.connection.withoutService.retry}
            </button>
          </>
        }
      >
        <RefusalText refusal={missing} messages={messages} />
      </ScreenFrame>
    );
  }

  return Object.assign(LoadedScreen, { load: loadNow });
}
