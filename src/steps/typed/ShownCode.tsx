import { useState } from 'preact/hooks';
import { readAloud } from '../../activation/transfer/readAloud.ts';
import type { CodeKind } from '../../typed/group.ts';
import { usualAlphabet } from '../../typed/spelling.ts';
import { CodeReader } from '../../ui/codes/CodeReader.tsx';
import { useWizard } from '../context.ts';
import { PrintCode, type PrintedAbout } from './PrintCode.tsx';

interface ShownCodeProps {
  readonly kind: CodeKind;
  readonly groups: readonly string[];
  /** What the sheet says to do with it. */
  readonly text: string;
  /** This machine where it is absent. */
  readonly about?: PrintedAbout;
}

/** A code to write down, print or read out. */
export function ShownCode({ kind, groups, text, about }: ShownCodeProps) {
  const { journey, messages } = useWizard();
  const { codes: words, language } = messages;
  const [alphabet, spell] = useState(usualAlphabet(language));
  return (
    <>
      <CodeReader
        label={words.kinds[kind]}
        groups={groups}
        words={words}
        language={language}
        speaker={journey.part(readAloud).speaker.value}
        alphabet={alphabet}
        onAlphabet={spell}
      />
      <PrintCode title={words.kinds[kind]} text={text} groups={groups} alphabet={alphabet} about={about} />
    </>
  );
}
