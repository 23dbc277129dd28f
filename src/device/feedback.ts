import type { FeedbackPort } from '../activation/ports.ts';

interface Signal {
  /** One after another: frequency in hertz and start in seconds. */
  readonly tones: readonly { readonly frequency: number; readonly at: number }[];
  /** Total length in seconds. */
  readonly length: number;
  /** Milliseconds of vibration and pause in turn. */
  readonly vibration: number[];
}

/** Two short rising tones. */
const success: Signal = {
  tones: [
    { frequency: 880, at: 0 },
    { frequency: 1320, at: 0.07 },
  ],
  length: 0.15,
  vibration: [60],
};

/** A low one, which nobody takes for success. */
const attention: Signal = { tones: [{ frequency: 330, at: 0 }], length: 0.3, vibration: [60, 80, 60] };

/** Share of the full volume. */
const volume = 0.12;

/** @param Context the browser's `AudioContext`; absent in old ones */
export function createFeedback(Context: typeof AudioContext | undefined): FeedbackPort {
  let context: AudioContext | null = null;

  function give(signal: Signal): void {
    if (context?.state === 'running') beep(context, signal);
    // Absent on iPhones and in Firefox; refused before the first touch.
    navigator.vibrate?.(signal.vibration);
  }

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
    success: () => give(success),
    attention: () => give(attention),
  };
}

function beep(context: AudioContext, { tones, length }: Signal): void {
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
