import { useId } from 'preact/hooks';
import { Button } from '../Button.tsx';
import { Glyph } from '../Glyph.tsx';
import { GroupBox } from './GroupBox.tsx';
import { GroupProblem } from './GroupProblem.tsx';
import { entryKeys } from './keys.ts';
import { isRepeated } from './problem.ts';
import { type EntryProps, useEntry } from './useEntry.ts';

/** Where a code is typed group by group, pasted, or scanned by a hand scanner. Load `codes.css` with it. */
export function CodeEntry(props: EntryProps) {
  const { kind, groups, words } = props;
  const id = useId();
  const entry = useEntry(props);
  const { view, inputs, announcement, canUndo } = entry;
  const { entry: texts } = words;
  return (
    <fieldset class="code-entry" aria-describedby={`${id}-hint`}>
      <legend class="unseen">{words.kinds[kind]}</legend>
      <p id={`${id}-hint`} class="hint">
        {texts.hint}
      </p>
      <p class="code-progress">
        {view.isComplete && <Glyph name="check" size={20} />}
        {texts.progress(view.right, view.count)}
      </p>
      <div class="group-boxes" dir="ltr">
        {view.boxes.map(({ check, isSurplus }, place) => {
          const problem = entry.problemAt(place);
          return (
            <GroupBox
              key={place}
              id={`${id}-${place}`}
              number={place + 1}
              name={texts.group(place + 1, view.count)}
              value={entry.valueAt(place)}
              isRight={check.status === 'right' && !isSurplus && problem === null}
              isWrong={problem !== null}
              inputRef={(input) => {
                inputs.current[place] = input;
              }}
              onType={(text, isComposing, keys) => entry.type(place, text, { isComposing, keys })}
              onPaste={(event) => {
                if (entry.paste(place, event.clipboardData?.getData('text') ?? '')) event.preventDefault();
              }}
              onKey={(event) => entryKeys(entry, place, event)}
              onEnter={() => entry.enter(place)}
              onLeave={() => entry.leave(place)}
              isRepeated={isRepeated(view, place)}
              problem={problem !== null && <GroupProblem entry={entry} place={place} text={problem} words={texts} />}
            />
          );
        })}
      </div>
      <div class="code-tools">
        {canUndo && (
          <Button small onPress={entry.undo}>
            {texts.undo}
          </Button>
        )}
        {groups.length > 0 && (
          <Button look="quiet" small onPress={entry.clear}>
            {texts.clear}
          </Button>
        )}
      </div>
      <p class="unseen" role="status">
        {announcement}
      </p>
    </fieldset>
  );
}
