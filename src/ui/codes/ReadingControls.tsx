import type { CodeReading, ReadingState } from '../../typed/reading.ts';
import { Button } from '../Button.tsx';
import type { CodeWords } from './words.ts';

interface ReadingControlsProps {
  readonly reading: CodeReading;
  readonly state: ReadingState;
  readonly count: number;
  /** Without a voice, the groups are only marked, for somebody who reads them out. */
  readonly canSpeak: boolean;
  readonly words: CodeWords;
}

/** Goes through a code group by group. */
export function ReadingControls({ reading, state, count, canSpeak, words }: ReadingControlsProps) {
  const { reading: texts } = words;
  const { place, status } = state;
  const isReading = status === 'reading';
  return (
    <fieldset class="code-controls">
      <legend class="unseen">{texts.controls}</legend>
      {canSpeak && (
        <Button
          small
          glyph={isReading ? 'pause' : 'play'}
          onPress={() => (isReading ? reading.pause() : reading.play())}
        >
          {isReading ? texts.pause : status === 'paused' ? texts.goOn : texts.play}
        </Button>
      )}
      <Button small glyph="back" ready={place !== null && place > 0} onPress={() => reading.step(-1)}>
        {texts.back}
      </Button>
      <Button small glyph="arrow" ready={place === null || place + 1 < count} onPress={() => reading.step(1)}>
        {texts.next}
      </Button>
      {canSpeak && (
        <Button small glyph="renew" ready={place !== null} onPress={() => reading.repeat()}>
          {texts.repeat}
        </Button>
      )}
      <p class="code-progress" role="status">
        {stateText(state, count, texts.states)}
      </p>
    </fieldset>
  );
}

function stateText({ place, status }: ReadingState, count: number, texts: CodeWords['reading']['states']): string {
  if (place === null || status === 'idle') return '';
  return status === 'ended' ? texts.ended : texts[status](place + 1, count);
}
