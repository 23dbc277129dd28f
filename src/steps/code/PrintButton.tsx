import { useEffect, useRef } from 'preact/hooks';
import type { Sender } from '../../activation/transfer/outgoing.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { layOnPaper } from './layOnPaper.ts';
import { Paper } from './Paper.tsx';

/** Prints the codes, for a machine whose camera is far from any screen, or to keep. */
export function PrintButton({ sender }: { sender: Sender }) {
  const { journey, messages } = useWizard();
  const remove = useRef(() => {});

  function lay(): void {
    const { name, version } = journey.profile.product;
    const { machine, fileName } = journey.outgoing.value ?? {};
    const subject = `${name} ${version} · ${machine ?? fileName ?? ''}`;
    remove.current();
    remove.current = layOnPaper(
      <Paper codes={journey.codesToPrint(sender)} subject={subject} words={messages.paper} />,
    );
  }

  useEffect(() => {
    // The browser's own print command prints all codes as well, and not only the one on the screen.
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
    <button type="button" class="quiet" onClick={print}>
      <Glyph name="print" size={20} />
      {messages.paper.print}
    </button>
  );
}
