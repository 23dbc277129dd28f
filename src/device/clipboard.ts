import type { ClipboardPort } from '../activation/ports.ts';
import { Refusal } from '../refusal.ts';

export const clipboard: ClipboardPort = {
  async copy(text) {
    try {
      if (navigator.clipboard) return await navigator.clipboard.writeText(text);
    } catch {
      // Refused by policy or for lack of focus; the fallback may still work.
    }
    if (!copyBySelection(text)) throw new Refusal('clipboard-denied');
  },
};

/** For plain http, where the Clipboard API is absent. */
function copyBySelection(text: string): boolean {
  const box = document.createElement('textarea');
  box.value = text;
  box.className = 'unseen';
  const focused = document.activeElement;
  document.body.append(box);
  box.select();
  const copied = document.execCommand('copy');
  box.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
