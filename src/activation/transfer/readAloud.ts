import { type ReadonlySignal, signal } from '@preact/signals';
import type { Speaker } from '../../typed/reading.ts';
import type { Engine } from '../engine.ts';

/** Loads what reads codes aloud. */
export function readAloud({ ports }: Engine) {
  const speaker = signal<Speaker | null>(null);
  ports.speaker().then(
    (loaded) => {
      speaker.value = loaded;
    },
    () => {},
  );
  return {
    /** Null until it is loaded, and where it cannot be: then codes are not read aloud. */
    speaker: speaker as ReadonlySignal<Speaker | null>,
  };
}
