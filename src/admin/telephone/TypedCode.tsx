import { viewEntry } from '../../typed/entry.ts';
import { CodeEntry } from '../../ui/codes/CodeEntry.tsx';
import { useAdmin } from '../context.ts';
import { refuseFirstGroup, type SpokenKind } from '../model/telephone/firstGroup.ts';

interface TypedCodeProps {
  readonly kind: SpokenKind;
  readonly groups: readonly string[];
  /** Whether the form was sent without the whole code. */
  readonly isFaulty: boolean;
  readonly onChange: (groups: readonly string[]) => void;
  readonly onComplete: () => void;
}

/** The code that a customer reads out. Its first group already tells another product and another kind of code. */
export function TypedCode({ kind, groups, isFaulty, onChange, onComplete }: TypedCodeProps) {
  const { admin, messages } = useAdmin();

  function checkFirst(first: string): string | null {
    const refusal = refuseFirstGroup(kind, first, admin.products.visible.value);
    if (refusal === null) return null;
    const { title, next } = messages.refusal(refusal.code, refusal.details);
    return `${title}. ${next}`;
  }

  return (
    <section class={isFaulty ? 'typed-code faulty' : 'typed-code'}>
      <h2>{messages.codes.kinds[kind]}</h2>
      <CodeEntry
        kind={kind}
        groups={groups}
        onChange={(typed) => onChange([...typed])}
        words={messages.codes}
        checkFirst={checkFirst}
        onComplete={onComplete}
      />
      {isFaulty && !viewEntry(kind, groups).isComplete && (
        <p class="hint error" role="alert">
          {messages.telephone.missing}
        </p>
      )}
    </section>
  );
}
