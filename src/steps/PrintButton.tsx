import { useEffect, useRef } from 'preact/hooks';
import type { Outgoing } from '../activation/outgoing.ts';
import { Paper } from './code/Paper.tsx';
import { printOnly } from './code/printOnly.ts';
import { useWizard } from './context.ts';
import { Glyph } from './Glyph.tsx';

/** The codes on paper: for a machine whose camera is far from any screen, and to keep. */
export function PrintButton({ sender }: { sender: NonNullable<Outgoing['sender']> }) {
  const { journey, messages } = useWizard();
  const remove = useRef(() => {});
  useEffect(() => () => remove.current(), []);

  function print(): void {
    const { name, version } = journey.profile.product;
    const { checkPhrase, fileName } = journey.outgoing.value ?? {};
    const subject = `${name} ${version} · ${checkPhrase ?? fileName ?? ''}`;
    remove.current();
    remove.current = printOnly(<Paper codes={journey.codesToPrint(sender)} subject={subject} words={messages.paper} />);
  }

  return (
    <button type="button" class="quiet" onClick={print}>
      <Glyph name="print" size={20} />
      {messages.paper.print}
    </button>
  );
}
