import type { ComponentChildren } from 'preact';
import { useAdmin } from '../context.ts';
import type { List } from '../model/list.ts';
import { RefusalNotice } from './RefusalNotice.tsx';

interface ResultsProps {
  readonly list: List<unknown>;
  /** Texts for an empty list and for a search without matches. */
  readonly empty: { readonly title: string; readonly text: string };
  readonly nothing: { readonly title: string; readonly text: string };
  /** Whether a filter is set besides the search text. */
  readonly narrowed?: boolean;
  /** Whether to show the number of rows. */
  readonly counted?: boolean;
  readonly children: ComponentChildren;
}

/** Result of a search: rows, nothing, or a refusal above the earlier rows. */
export function Results({ list, empty, nothing, narrowed = false, counted = true, children }: ResultsProps) {
  const { messages } = useAdmin();
  const { rows, found, next, loading, refusal } = list.state.value;
  const again = () => void list.submit();
  if (rows === null) {
    return refusal ? <RefusalNotice refusal={refusal} again={again} /> : <p class="opening">{messages.loading}</p>;
  }
  const words = found === '' && !narrowed ? empty : nothing;
  return (
    <>
      {refusal && <RefusalNotice refusal={refusal} again={again} />}
      {rows.length === 0 ? (
        <div class="empty-state">
          <h2>{words.title}</h2>
          <p class="hint">{words.text}</p>
        </div>
      ) : (
        <>
          {counted && (
            <p class="hint tally" aria-hidden="true">
              {loading === 'first' ? messages.loading : messages.list.found(rows.length, next !== null)}
            </p>
          )}
          {children}
        </>
      )}
    </>
  );
}
