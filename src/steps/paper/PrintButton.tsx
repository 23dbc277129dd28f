import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Sender } from '../../activation/transfer/codes.ts';
import { codesToPrint } from '../../activation/transfer/sheets.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { layOnPaper } from '../../ui/paper/layOnPaper.ts';
import { useWizard } from '../context.ts';
import { useLoaded } from '../document/useLoaded.ts';
import { loadSheets } from './loadSheets.ts';

/** Prints sheets with the codes, for a machine whose camera is far from any screen, or to keep. */
export function PrintButton({ sender }: { sender: Sender }) {
  const wizard = useWizard();
  const { journey, messages } = wizard;
  const remove = useRef(() => {});
  // Loaded ahead: once the browser prints, it waits for nothing.
  const part = useLoaded(loadSheets, messages.language);

  function lay(): void {
    const outgoing = journey.outgoing.value;
    if (!outgoing || part === null || part === 'failed') return;
    remove.current();
    remove.current = layOnPaper(part.sheets(wizard, outgoing, codesToPrint(sender), part.words));
  }

  useLayoutEffect(() => {
    // The browser's own print command prints the sheets as well, and not only what is on the screen.
    window.addEventListener('beforeprint', lay);
    return () => window.removeEventListener('beforeprint', lay);
  });
  useEffect(() => () => remove.current(), []);

  function print(): void {
    // Older browsers do not send `beforeprint`.
    lay();
    window.print();
  }

  return (
    <button type="button" class="quiet" aria-busy={part === null} onClick={() => part !== null && print()}>
      <Glyph name="print" size={20} />
      {messages.paper.print}
    </button>
  );
}
