import { type ReadonlySignal, signal } from '@preact/signals';
import type { AdminMessages } from '../../messages/adminLanguages.ts';

/** A sentence for the person, in the language of the page. */
export type Announcement = (messages: AdminMessages) => string;
export type Announce = (say: Announcement) => void;

export interface Announcements {
  /** The latest one; each is a new object, so that a repeated sentence is read out again. */
  readonly latest: ReadonlySignal<{ readonly say: Announcement } | null>;
  readonly announce: Announce;
  clear(): void;
}

export function createAnnouncements(): Announcements {
  const latest = signal<{ readonly say: Announcement } | null>(null);
  return {
    latest,
    announce(say) {
      latest.value = { say };
    },
    clear() {
      latest.value = null;
    },
  };
}
