import type { Sender } from '../../activation/transfer/codes.ts';
import { codesToPrint } from '../../activation/transfer/sheets.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { usePaper } from '../../ui/paper/usePaper.ts';
import { useWizard } from '../context.ts';
import { useLoaded } from '../document/useLoaded.ts';
import { loadSheets } from './loadSheets.ts';

/** Prints sheets with the codes, for a machine whose camera is far from any screen, or to keep. */
export function PrintButton({ sender }: { sender: Sender }) {
  const wizard = useWizard();
  const { journey, messages } = wizard;
  // Loaded ahead: once the browser prints, it waits for nothing.
  const part = useLoaded(loadSheets, messages.language);

  const print = usePaper(() => {
    const outgoing = journey.outgoing.value;
    if (!outgoing || part === null || part === 'failed') return null;
    return part.sheets(wizard, outgoing, codesToPrint(sender), part.words);
  });

  return (
    <button type="button" class="quiet" aria-busy={part === null} onClick={() => part !== null && print()}>
      <Glyph name="print" size={20} />
      {messages.paper.print}
    </button>
  );
}
