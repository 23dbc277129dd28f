import { dateFormatIn } from '../../messages/formats.ts';
import type { SpellingAlphabet } from '../../typed/spelling.ts';
import { Button } from '../../ui/Button.tsx';
import { CodeSheet } from '../../ui/codes/CodeSheet.tsx';
import { usePaper } from '../../ui/paper/usePaper.ts';
import { useWizard } from '../context.ts';

/** What a code is about. */
export interface PrintedAbout {
  /** Computer ID. */
  readonly machine: string;
  /** Name of the product. */
  readonly product: string;
}

interface PrintCodeProps {
  readonly title: string;
  /** What to do with it. */
  readonly text: string;
  readonly groups: readonly string[];
  readonly alphabet: SpellingAlphabet;
  /** This machine where it is absent. */
  readonly about?: PrintedAbout | undefined;
}

/** Prints a code in large groups, with the computer that it is about. */
export function PrintCode(props: PrintCodeProps) {
  const { journey, messages } = useWizard();
  const { codes: words, language } = messages;
  const print = usePaper(() => {
    const { machine, product } = props.about ?? {
      machine: journey.machineId.value ?? '',
      product: journey.profile.product.name,
    };
    const facts = [
      [words.sheet.computer, machine],
      [words.sheet.product, product],
      [words.sheet.date, dateFormatIn(language, { dateStyle: 'long' })(journey.now())],
    ] as const;
    return <CodeSheet {...props} facts={facts} words={words} />;
  });

  return (
    <Button look="quiet" glyph="print" onPress={print}>
      {words.reading.print}
    </Button>
  );
}
