import type { CodeTyping } from './useEntry.ts';

type KeyPress = KeyboardEvent & { readonly currentTarget: HTMLInputElement };

/**
 * Keys that lead out of a box. At the end of a group, the arrow keys go on as in one text; up and down go by rows; Backspace
 * in an empty box goes back.
 */
export function entryKeys(entry: CodeTyping, place: number, event: KeyPress): void {
  if (event.isComposing || event.altKey || event.shiftKey) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    entry.end(place);
    return;
  }
  const target = targetOf(entry, place, event);
  if (!target) return;
  const [to, caret] = target;
  if (to === place || !entry.inputs.current[to]) return;
  event.preventDefault();
  entry.focus(to, caret);
}

function targetOf({ view, inputs }: CodeTyping, place: number, event: KeyPress): [number, 'start' | 'end'] | null {
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  const isAt = (caret: number) => selectionStart === caret && selectionEnd === caret;
  const hasModifier = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'Home':
      return hasModifier ? [0, 'start'] : null;
    case 'End':
      return hasModifier ? [view.boxes.length - 1, 'end'] : null;
    case 'ArrowUp':
      return [besides(inputs.current, place, -1), 'end'];
    case 'ArrowDown':
      return [besides(inputs.current, place, 1), 'end'];
    case 'ArrowLeft':
      return isAt(0) && !hasModifier ? [place - 1, 'end'] : null;
    case 'ArrowRight':
      return isAt(value.length) && !hasModifier ? [place + 1, 'start'] : null;
    case 'Backspace':
      return value === '' ? [place - 1, 'end'] : null;
    default:
      return null;
  }
}

/** @returns the place in the row above or below, in the same column; the same place where there is none */
function besides(inputs: readonly (HTMLInputElement | null)[], place: number, by: 1 | -1): number {
  const here = inputs[place]?.getBoundingClientRect();
  for (let at = place + by; here && at >= 0 && at < inputs.length; at += by) {
    const other = inputs[at]?.getBoundingClientRect();
    if (other && other.top !== here.top && Math.abs(other.left - here.left) < here.width / 2) return at;
  }
  return place;
}
