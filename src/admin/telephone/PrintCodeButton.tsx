import type { ComponentProps } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { CodeSheet } from '../../ui/codes/CodeSheet.tsx';
import { layOnPaper } from '../../ui/paper/layOnPaper.ts';
import { useAdmin } from '../context.ts';

/** Prints a code instead of the page. */
export function PrintCodeButton(sheet: Omit<ComponentProps<typeof CodeSheet>, 'words'>) {
  const { messages } = useAdmin();
  const { codes: words } = messages;
  const remove = useRef(() => {});

  function lay(): void {
    remove.current();
    remove.current = layOnPaper(<CodeSheet {...sheet} words={words} />);
  }

  useLayoutEffect(() => {
    // The browser's own print command prints the sheet as well.
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
    <Button glyph="print" onPress={print}>
      {words.reading.print}
    </Button>
  );
}
