import type { ComponentProps } from 'preact';
import { Button } from '../../ui/Button.tsx';
import { CodeSheet } from '../../ui/codes/CodeSheet.tsx';
import { usePaper } from '../../ui/paper/usePaper.ts';
import { useAdmin } from '../context.ts';

/** Prints a code instead of the page. */
export function PrintCodeButton(sheet: Omit<ComponentProps<typeof CodeSheet>, 'words'>) {
  const { messages } = useAdmin();
  const { codes: words } = messages;
  const print = usePaper(() => <CodeSheet {...sheet} words={words} />);

  return (
    <Button glyph="print" onPress={print}>
      {words.reading.print}
    </Button>
  );
}
