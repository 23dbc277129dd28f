import type { GroupRepair } from '../../typed/repair.ts';
import { Button } from '../Button.tsx';
import { Glyph } from '../Glyph.tsx';
import type { CodeTyping } from './useEntry.ts';
import type { CodeWords } from './words.ts';

interface GroupProblemProps {
  readonly entry: CodeTyping;
  readonly place: number;
  readonly text: string;
  readonly words: CodeWords['entry'];
}

/** What is wrong with a group, and what puts it right; nothing is changed unasked. */
export function GroupProblem({ entry, place, text, words }: GroupProblemProps) {
  const { check, isSurplus, repair = null } = entry.view.boxes[place] ?? {};
  const suggestion = check?.status === 'wrong' ? check.suggestion : null;
  const offered = isSurplus ? ({ does: 'remove', place } as const) : repair;
  return (
    <>
      <p>
        <Glyph name="alert" size={20} />
        <span>
          <strong>{words.group(place + 1, null)}:</strong> {text}{' '}
          {suggestion !== null && (
            <>
              {words.suggestion}{' '}
              <bdi class="code-text" dir="ltr" translate={false}>
                {suggestion}
              </bdi>
              ?
            </>
          )}
        </span>
      </p>
      {suggestion !== null && (
        <Button small onPress={() => entry.type(place, suggestion, { isComposing: false, keys: null })}>
          {words.useSuggestion(suggestion)}
        </Button>
      )}
      {offered !== null && (
        <Button small onPress={() => entry.repair(offered)}>
          {labelOf(offered, place, words)}
        </Button>
      )}
    </>
  );
}

function labelOf(repair: GroupRepair, place: number, words: CodeWords['entry']): string {
  if (repair.does === 'insert') return words.insert(repair.place + 1);
  if (repair.does === 'swap') return words.swap;
  return repair.place === place ? words.remove : words.removeOther(repair.place + 1);
}
