import type { Code } from '../../transfer/code.ts';
import type { Sender } from '../../transfer/sender.ts';

/** A person neither prints nor scans more codes than that. */
const mostOnPaper = 60;
/** Symbols in a code on paper: it lies still, but is photographed in any light. */
const densityOnPaper = 3;

/** Whether the codes are few enough for paper. */
export function canPrint(sender: Sender): boolean {
  return sender.whole !== null || sender.startingAt(densityOnPaper).pageCount(densityOnPaper) <= mostOnPaper;
}

/** @returns the codes for paper, in the order of their numbers */
export function codesToPrint(sender: Sender): readonly Code[] {
  if (sender.whole) return [sender.whole];
  const onPaper = sender.startingAt(densityOnPaper);
  return Array.from({ length: onPaper.pageCount(densityOnPaper) }, (_, page) =>
    onPaper.code(page * densityOnPaper, densityOnPaper),
  );
}
