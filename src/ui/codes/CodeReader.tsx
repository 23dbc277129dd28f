import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CodeReading, type ReadingState, type Speaker } from '../../typed/reading.ts';
import { type SpellingAlphabet, spelled, spellingAlphabets, spellingOf } from '../../typed/spelling.ts';
import { ReadingControls } from './ReadingControls.tsx';
import type { CodeWords } from './words.ts';

interface CodeReaderProps {
  /** Name of the code, such as `words.kinds.installation`. */
  readonly label: string;
  /** Canonical. */
  readonly groups: readonly string[];
  readonly words: CodeWords;
  /** Tag of the texts (BCP 47), and of the voice. */
  readonly language: string;
  /** Null where nothing can be read aloud. */
  readonly speaker: Speaker | null;
  readonly alphabet: SpellingAlphabet;
  readonly onAlphabet: (alphabet: SpellingAlphabet) => void;
}

/** A code to write down or read out: numbered, spelled, and read aloud where the device has a voice. Load `codes.css` with it. */
export function CodeReader(props: CodeReaderProps) {
  const { label, groups, words, alphabet, onAlphabet, language } = props;
  const speaker = useVoice(props.speaker, language);
  const { reading, state } = useReading({ ...props, speaker });
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Instantly, also for people who want no motion.
    if (state.place !== null) list.current?.children[state.place]?.scrollIntoView({ block: 'nearest' });
  }, [state.place]);
  return (
    <section class="code-reader" aria-label={label}>
      <label class="code-spelling">
        <span>{words.reading.spelling}</span>
        <select value={alphabet} onChange={(event) => onAlphabet(event.currentTarget.value as SpellingAlphabet)}>
          {spellingAlphabets.map((one) => (
            <option key={one} value={one}>
              {words.reading.alphabets[one]}
            </option>
          ))}
        </select>
      </label>
      <ReadingControls
        reading={reading}
        state={state}
        count={groups.length}
        canSpeak={speaker !== null}
        words={words}
      />
      <ol ref={list} class="code-groups" dir="ltr">
        {groups.map((group, place) => (
          <li
            key={place}
            {...(state.place === place && state.status !== 'ended' && { 'aria-current': 'step' as const })}
          >
            <span class="group-number">{place + 1}</span>
            <span class="code-text" translate={false}>
              {group}
            </span>
            {alphabet !== 'letters' && (
              <span class="group-spelled" translate={false}>
                {spelled(group, alphabet)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** @returns null until the device has a voice for the language */
function useVoice(speaker: Speaker | null, language: string): Speaker | null {
  const [, look] = useState(0);
  useEffect(() => speaker?.onVoices(() => look((count) => count + 1)), [speaker]);
  return speaker?.canSpeak(language) ? speaker : null;
}

function useReading({ groups, words, language, speaker, alphabet }: CodeReaderProps) {
  const [state, setState] = useState<ReadingState>({ place: null, status: 'idle' });
  const reading = useMemo(
    () =>
      new CodeReading({
        speaker,
        count: groups.length,
        say: (place) => words.reading.say(place + 1, spellingOf(groups[place] ?? '', alphabet)),
        language,
        later(milliseconds, run) {
          const timer = setTimeout(run, milliseconds);
          return () => clearTimeout(timer);
        },
        onChange: setState,
      }),
    [groups.join(), words, language, speaker, alphabet],
  );
  useEffect(() => {
    // Another alphabet or language begins anew.
    setState(reading.state);
    return () => reading.close();
  }, [reading]);
  return { reading, state };
}
