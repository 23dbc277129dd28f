import type { ComponentChildren, Ref } from 'preact';

interface GroupBoxProps {
  readonly id: string;
  /** Such as `7`, which is seen, and `Group 7 of 26`, which is read out. */
  readonly number: number;
  readonly name: string;
  readonly value: string;
  readonly isRight: boolean;
  readonly isWrong: boolean;
  readonly inputRef: Ref<HTMLInputElement>;
  /** @param keys what was added; null where something was taken away, or not typed */
  readonly onType: (text: string, isComposing: boolean, keys: string | null) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onKey: (event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }) => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  /** What is wrong with it; below its row. */
  readonly problem: ComponentChildren;
  /** The problem of a group before it says the same; so it is only for screen readers. */
  readonly isRepeated: boolean;
}

/** The box of one group. */
export function GroupBox(props: GroupBoxProps) {
  const { id, number, name, value, isRight, isWrong, problem, isRepeated } = props;
  return (
    <>
      <div class={`group-box ${isRight ? 'right' : ''} ${isWrong ? 'wrong' : ''}`}>
        <label for={id}>{number}</label>
        <input
          id={id}
          ref={props.inputRef}
          type="text"
          aria-label={name}
          dir="ltr"
          translate={false}
          inputMode="text"
          enterkeyhint="next"
          autocomplete="off"
          autocapitalize="characters"
          autocorrect="off"
          spellcheck={false}
          value={value}
          aria-invalid={isWrong}
          {...(isWrong && { 'aria-describedby': `${id}-problem` })}
          onInput={(event) => props.onType(event.currentTarget.value, event.isComposing, event.data ?? null)}
          onPaste={props.onPaste}
          onKeyDown={props.onKey}
          onFocus={props.onEnter}
          onBlur={props.onLeave}
        />
        <span class="group-mark" aria-hidden="true" />
      </div>
      {isWrong && (
        <div id={`${id}-problem`} class={isRepeated ? 'unseen' : 'group-problem'} dir="auto">
          {problem}
        </div>
      )}
    </>
  );
}
