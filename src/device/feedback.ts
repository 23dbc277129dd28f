import type { FeedbackPort } from '../activation/ports.ts';

/** Two short tones, rising: frequency in hertz, and when it begins, in seconds. */
const tones = [
  { frequency: 880, at: 0 },
  { frequency: 1320, at: 0.07 },
];
/** Of the whole, in seconds. */
const length = 0.15;
/** Of the loudest that there is. */
const volume = 0.12;
/** Milliseconds. */
const vibration = 60;

/** @param Context the browser's `AudioContext`; absent in old ones */
export function createFeedback(Context: typeof AudioContext | undefined): FeedbackPort {
  let context: AudioContext | null = null;
  return {
    prepare() {
      try {
        context ??= Context ? new Context() : null;
        // Also after a call, or after the page was put aside.
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
  // Begins and ends softly: a tone that is cut off clicks.
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(volume, start + 0.01);
  loudness.gain.setValueAtTime(volume, start + length - 0.04);
  loudness.gain.linearRampToValueAtTime(0, start + length);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
}
