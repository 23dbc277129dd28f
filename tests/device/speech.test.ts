import { expect, test } from 'vitest';
import { createSpeaker } from '../../src/device/speech.ts';

class Utterance {
  onend = () => {};
  onerror = () => {};
  voice?: { readonly name: string };
  constructor(readonly text: string) {}
}

function speakerWith(voices: readonly object[]) {
  const spoken: Utterance[] = [];
  const synthesis = {
    getVoices: () => voices,
    speak: (utterance: Utterance) => void spoken.push(utterance),
    cancel: () => spoken.splice(0).forEach(({ onerror }) => void onerror()),
    addEventListener: () => {},
    removeEventListener: () => {},
  };
  return { spoken, speaker: createSpeaker(...([synthesis, Utterance] as unknown as Parameters<typeof createSpeaker>)) };
}

const voice = (name: string, lang: string, localService = true) => ({ name, lang, localService, default: false });

test('only a voice of this device reads, in the language that is asked for', async () => {
  const { speaker, spoken } = speakerWith([
    voice('far', 'en-US', false),
    voice('near', 'en_GB'),
    { ...voice('usual', 'en-AU'), default: true },
  ]);
  expect([speaker.canSpeak('en'), speaker.canSpeak('de')]).toEqual([true, false]);
  const read = speaker.speak('Group 1', 'en');
  expect(spoken[0]).toMatchObject({ text: 'Group 1', voice: { name: 'usual' } });
  spoken[0]?.onend();
  expect(await read).toBe(true);
  expect(await speaker.speak('Gruppe 1', 'de')).toBe(false);
});

test('a voice that sends the text away is none', () => {
  expect(speakerWith([voice('far', 'de-DE', false)]).speaker.canSpeak('de')).toBe(false);
});

test('what is stopped was not read', async () => {
  const { speaker } = speakerWith([voice('near', 'de-DE')]);
  const read = speaker.speak('Gruppe 1', 'de');
  speaker.stop();
  expect(await read).toBe(false);
});

test('a browser without synthesis cannot speak', async () => {
  const speaker = createSpeaker(undefined, undefined);
  expect(speaker.canSpeak('en')).toBe(false);
  expect(await speaker.speak('Group 1', 'en')).toBe(false);
  speaker.stop();
  speaker.onVoices(() => {})();
});
