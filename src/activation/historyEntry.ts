import { type Order, type Screen, screenIds } from './screens.ts';

/** Screen names in history entries of earlier versions of the page. */
const earlierNames: Readonly<Record<string, Screen['at']>> = { carry: 'file-transfer', 'give-back': 'return-license' };

/**
 * Reads a screen from a history entry, which an earlier or a later version of the page may have written.
 *
 * @param entry what `HistoryPort` returns
 * @returns null when it is not a screen of this version
 */
export function screenIn(entry: object | null): Screen | null {
  const { at: name, order: stored, ...rest } = (entry ?? {}) as { readonly at?: unknown; readonly order?: unknown };
  if (typeof name !== 'string') return null;
  const at = Object.hasOwn(earlierNames, name) ? earlierNames[name] : screenIds.find((id) => id === name);
  if (at === undefined) return null;
  if (stored === undefined) return { ...rest, at } as Screen;
  const order = orderIn(stored);
  return order && ({ ...rest, at, order } as Screen);
}

/** Earlier versions called carried requests `errands`. */
function orderIn(stored: unknown): Order | null {
  const { for: whose, requestIds, among } = (stored ?? {}) as Partial<Record<string, unknown>>;
  if (whose === 'this-machine') return { for: whose };
  if (!Array.isArray(requestIds)) return null;
  return { for: 'carried-requests', requestIds, ...(Array.isArray(among) && { among }) };
}
