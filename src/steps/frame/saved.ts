import type { State } from '../../activation/state.ts';
import type { Messages } from '../../messages/languages.ts';

type Connection = Pick<State, 'unreachable' | 'slowCalls' | 'sendsWhenClosed'>;

/** Title and text of a screen with something that waits to be sent. */
export function savedTexts(
  { connection }: Messages,
  what: 'order' | 'receipt',
  { unreachable, slowCalls, sendsWhenClosed }: Connection,
): { readonly title: string; readonly text: string } {
  if (!unreachable) {
    const title = slowCalls > 0 ? connection.savedSlow : connection.sending[what];
    return { title, text: connection.sendingText(what) };
  }
  const isOffline = unreachable.code === 'network-offline';
  const opensAgain = isOffline && !sendsWhenClosed;
  return {
    title: (!opensAgain && connection.saved[unreachable.code]) || connection.savedOpenAgain,
    text: (isOffline ? connection.offline : connection.trouble)(what, sendsWhenClosed),
  };
}
