import type { Playback } from '../../activation/transfer/playback.ts';
import { Glyph, type GlyphName } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** Pause comes first, directly after the code. While paused, buttons turn the codes. */
export function PlaybackControls({ playback }: { playback: Playback }) {
  const { messages } = useWizard();
  const { playback: words } = messages;
  const { playing, page, pages, canGoFaster, canGoSlower, canShowSeveral, showsSeveral } = playback.showing.value;
  return (
    <fieldset class="playback">
      <legend class="unseen">{words.label}</legend>
      <button type="button" class="playback-pause" onClick={playing ? playback.pause : playback.play}>
        <Glyph name={playing ? 'pause' : 'play'} size={20} />
        {playing ? words.pause : words.goOn}
      </button>
      {playing && canShowSeveral && (
        <button type="button" class="playback-several" onClick={() => playback.showSeveral(!showsSeveral)}>
          {showsSeveral ? words.one : words.several}
        </button>
      )}
      {playing ? (
        <Press key="slower" glyph="minus" label={words.slower} act={playback.slower} can={canGoSlower} />
      ) : (
        <Press key="previous" glyph="back" label={words.previous} act={playback.previous} />
      )}
      {/* Read out at each turn; empty while the codes play. */}
      <p class="playback-page" role="status">
        {!playing && words.page(page, pages)}
      </p>
      {playing ? (
        <Press key="faster" glyph="plus" label={words.faster} act={playback.faster} can={canGoFaster} />
      ) : (
        <Press key="next" glyph="arrow" label={words.next} act={playback.next} forward />
      )}
    </fieldset>
  );
}

interface PressProps {
  readonly glyph: GlyphName;
  readonly label: string;
  readonly act: () => void;
  readonly can?: boolean;
  /** The icon points forward and is on that side. */
  readonly forward?: boolean;
}

/** Uses `aria-disabled` at the end of the scale: a disabled button would lose the focus. */
function Press({ glyph, label, act, can = true, forward = false }: PressProps) {
  return (
    <button type="button" class={forward ? 'playback-forward' : ''} aria-disabled={!can} onClick={() => can && act()}>
      <Glyph name={glyph} size={20} />
      {label}
    </button>
  );
}

/** Number of codes, duration and advice. */
export function PlaybackNote({ playback }: { playback: Playback }) {
  const { messages } = useWizard();
  const { playback: words } = messages;
  const { playing, codes, pages, roundSeconds, canGoSlower, steppedDown } = playback.showing.value;
  const round = codes.length > 1 ? words.roundOfSeveral : words.round;
  const advice = steppedDown ? words.steppedDown : canGoSlower && words.slowDown;
  return (
    <p class="hint playback-note">
      {playing ? round(pages, roundSeconds) : words.anyOrder} {playing && advice}
    </p>
  );
}
