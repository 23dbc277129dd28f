import type { Speaker } from '../typed/reading.ts';

type Synthesis = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel' | 'addEventListener' | 'removeEventListener'>;

/** Slower than talk: the listener writes. */
const rate = 0.8;

/**
 * Reads aloud by the browser's speech synthesis.
 *
 * @param synthesis absent in browsers without it
 * @param Utterance the browser's `SpeechSynthesisUtterance`
 */
export function createSpeaker(
  synthesis: Synthesis | undefined,
  Utterance: typeof SpeechSynthesisUtterance | undefined,
): Speaker {
  // Other voices send the text to a server, and are silent without network.
  const voiceFor = (language: string) =>
    synthesis
      ?.getVoices()
      .filter((voice) => voice.localService && primary(voice.lang) === primary(language))
      .sort((one, other) => Number(other.default) - Number(one.default))[0];

  return {
    canSpeak: (language) => Utterance !== undefined && voiceFor(language) !== undefined,

    onVoices(listener) {
      // Safari has no events of it before version 16.4.
      synthesis?.addEventListener?.('voiceschanged', listener);
      return () => synthesis?.removeEventListener?.('voiceschanged', listener);
    },

    speak(text, language) {
      const voice = voiceFor(language);
      if (!synthesis || !Utterance || !voice) return Promise.resolve(false);
      const utterance = new Utterance(text);
      Object.assign(utterance, { voice, lang: voice.lang, rate });
      return new Promise((resolve) => {
        utterance.onend = () => resolve(true);
        utterance.onerror = () => resolve(false);
        synthesis.speak(utterance);
      });
    },

    stop: () => synthesis?.cancel(),
  };
}

/** @returns the language without its region; Android writes `en_US` */
function primary(tag: string): string | undefined {
  return tag.toLowerCase().split(/[-_]/)[0];
}

/** Of this browser. */
export const speaker = createSpeaker(globalThis.speechSynthesis, globalThis.SpeechSynthesisUtterance);
