import type { FeedbackPort } from '../activation/ports.ts';

/** Two short rising tones: frequency in hertz and start in seconds. */
const tones = [
  { frequency: 880, at: 0 },
  { frequency: 1320, at: 0.07 },
];
/** Total length in seconds. */
const length = 0.15;
/** Share of the full volume. */
const volume = 0.12;
/** In milliseconds. */
const vibration = 60;

/** @param Context the browser's `AudioContext`; absent in old ones */
export function createFeedback(Context: typeof AudioContext | undefined): FeedbackPort {
  let context: AudioContext | null = null;
  return {
    prepare() {
      try {
        context ??= Context ? new Context() : null;
        // Also needed after a phone call or after the page was in the background.
        if (context?.state !== 'running') context?.resume().catch(() => {});
      } catch {
        // No sound device, or too many in use.
      }
    },
    success() {
      if (context?.state === 'running') beep(context);
      // Absent on iPhones and in Firefox; refused before the first touch.
      navigator.vibrate?.(vibration);
    },
  };
}

function beep(context: AudioContext): void {
  const oscillator = context.createOscillator();
  const loudness = context.createGain();
  const start = context.currentTime;
  for (const { frequency, at } of tones) oscillator.frequency.setValueAtTime(frequency, start + at);
  // Fades in and out, because an abrupt end clicks.
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(volume, start + 0.01);
  loudness.gain.setValueAtTime(volume, start + length - 0.04);
  loudness.gain.linearRampToValueAtTime(0, start + length);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
}
