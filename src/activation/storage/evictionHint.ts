import { signal } from '@preact/signals';
import type { Engine } from '../engine.ts';

/** The hint that the browser may delete requests that wait: until the person has closed it once. */
export function evictionHint({ ports, state }: Engine) {
  const isClosed = signal(true);
  return {
    /** Reads whether the hint was closed, at the start only. */
    async recall(): Promise<void> {
      isClosed.value = (await ports.journal.readSetting('eviction-hint').catch(() => 'closed')) !== null;
    },

    /** Whether requests wait on this device that the browser has not promised to keep. */
    isEvictionHintDue(): boolean {
      const { storage, screen, carriedRequests } = state.value;
      const isAtRisk = storage.mode === 'disk' && storage.isPersistent === false;
      const isWaiting = carriedRequests.some(({ stage }) => stage !== 'licensed');
      return !isClosed.value && isAtRisk && screen.at === 'collect' && isWaiting;
    },

    async closeEvictionHint(): Promise<void> {
      isClosed.value = true;
      // Where it cannot be stored, the hint comes back with the next visit.
      await ports.journal.writeSetting('eviction-hint', 'closed').catch(() => {});
    },
  };
}
