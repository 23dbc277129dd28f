import type { RefusalCode } from '../../refusal.ts';
import { about } from './duration.ts';

/** What waits on a device that gets licenses for other computers. */
type Waits = 'order' | 'receipt';

const names: Readonly<Record<Waits, string>> = { order: 'order', receipt: 'return slip' };

/** What the wizard says while the activation service is slow, out of reach or in trouble. */
export const connection = {
  slow: 'The activation service is slow. Still waiting for its answer.',

  /** Title of a screen with something that waits, by what is in the way. */
  saved: {
    'network-offline': 'Saved. It goes out by itself.',
    'service-unreachable': 'Saved. The activation service cannot be reached.',
    'service-answer-not-ours': 'Saved. Something else answered, not the activation service.',
    'service-busy': 'Saved. The activation service is busy.',
    'service-fault': 'Saved. The activation service has a problem.',
    'service-not-signing': 'Saved. The activation service cannot issue licenses now.',
    'too-many-attempts': 'Saved. The activation service takes it later.',
  } as Partial<Record<RefusalCode, string>>,
  savedSlow: 'Saved. The activation service is slow.',
  /** In place of the title for `network-offline`, where the browser sends nothing after the page was closed. */
  savedOpenAgain: 'Saved. Open this page again when you have signal.',
  sending: { order: 'Sending the order…', receipt: 'Returning the license…' },
  sendingText: (what: Waits) => `The ${names[what]} is on this device. Nothing is lost if this takes a while.`,

  /** @param whenClosed whether the browser sends it after the page was closed */
  offline: (what: Waits, whenClosed: boolean) =>
    whenClosed
      ? `There is no connection at the moment. The ${names[what]} waits on this device and is sent as soon as there is one, even if you close the app.`
      : `There is no connection at the moment. The ${names[what]} waits on this device and is sent as soon as there is one. This works only while the page is open.`,
  trouble: (what: Waits, whenClosed: boolean) =>
    whenClosed
      ? `The ${names[what]} waits on this device. The app tries again by itself. If you close it, the browser tries a few more times; open the app again later to be sure.`
      : `The ${names[what]} waits on this device. The page tries again by itself while it is open. If you close it, open it again later.`,
  nextAttempt: (seconds: number) => `The next attempt is in ${about(seconds)}.`,

  /** On the computer to activate, when the service answers with trouble. */
  withoutService: {
    activate: (product: string) =>
      `Try again in a few minutes. Or activate ${product} manually: a phone takes the license request and gets the license as soon as the service works again.`,
    renew: (product: string) =>
      `Try again in a few minutes. Or renew ${product} manually: a phone takes the license request and gets the license as soon as the service works again.`,
    retry: 'Try again',
  },
  reload: 'Reload',
};

export type ConnectionMessages = typeof connection;
