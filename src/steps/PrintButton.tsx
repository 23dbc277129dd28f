import { useEffect, useRef } from 'preact/hooks';
import type { Outgoing } from '../activation/outgoing.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { layOnPaper } from './code/layOnPaper.ts';
import { Paper } from './code/Paper.tsx';
import { useWizard } from './context.ts';

/** The codes on paper: for a machine whose camera is far from any screen, and to keep. */
export function PrintButton({ sender }: { sender: NonNullable<Outgoing['sender']> }) {
  const { journey, messages } = useWizard();
  const remove = useRef(() => {});

  function lay(): void {
    const { name, version } = journey.profile.product;
    const { checkPhrase, fileName } = journey.outgoing.value ?? {};
    const subject = `${name} ${version} · ${checkPhrase ?? fileName ?? ''}`;
    remove.current();
    remove.current = layOnPaper(
      <Paper codes={journey.codesToPrint(sender)} subject={subject} words={messages.paper} />,
    );
  }

  useEffect(() => {
    // Whoever prints by the browser's own menu gets all codes as well, and not only the one on the screen.
    window.addEventListener('beforeprint', lay);
    return () => window.removeEventListener('beforeprint', lay);
  });
  useEffect(() => () => remove.current(), []);

  function print(): void {
    // Older browsers do not say that they are about to print.
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
