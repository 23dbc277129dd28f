import type { Code } from '../../activation/transfer/codes.ts';
import type { Subject } from '../../activation/transfer/subject.ts';
import type { DocumentWords } from '../../messages/documentWords.ts';
import type { Wizard } from '../context.ts';
import { rowTexts } from '../document/rowTexts.ts';
import { ComputersTable } from './ComputersTable.tsx';
import { Paper } from './Paper.tsx';
import { sheetOf } from './sheet.ts';

/** @returns the sheets that the screen in front prints */
export function sheets(wizard: Wizard, outgoing: Subject, codes: readonly Code[], words: DocumentWords) {
  const sheet = sheetOf(wizard, outgoing, words);
  return (
    <Paper sheet={sheet} codes={codes} texts={rowTexts(wizard, words)}>
      {sheet.kind === 'licenses' && <ComputersTable sheet={sheet} wizard={wizard} words={words} />}
    </Paper>
  );
}
