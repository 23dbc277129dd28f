import type { SerialHistoryEntry } from '../../contract/admin/serialChange.ts';
import { useAdmin } from '../context.ts';
import { useDates, When } from '../parts/When.tsx';

type TermChange = SerialHistoryEntry['changes'][number];

/** What happened to a serial number, newest first. */
export function SerialHistory({ history }: { readonly history: readonly SerialHistoryEntry[] }) {
  const { messages } = useAdmin();
  const { serialHistory: words } = messages;
  return (
    <ol class="history">
      {history.map(({ at, event, actor, reason, changes }, index) => (
        // Entries never change, and new ones come first.
        <li key={history.length - index} class={event}>
          <span class="what">{words.events[event]}</span>
          {changes.length > 0 && (
            <ul class="changes">
              {changes.map((change) => (
                <li key={change.field}>
                  <ChangedTerm {...change} />
                </li>
              ))}
            </ul>
          )}
          {reason !== null && (
            <span>
              {words.reason} <bdi>{reason}</bdi>
            </span>
          )}
          <span class="hint">
            <When at={at} time />, <bdi>{words.by(actor)}</bdi>
          </span>
        </li>
      ))}
    </ol>
  );
}

function ChangedTerm({ field, before, after }: TermChange) {
  const { admin, messages } = useAdmin();
  const { serialHistory: words } = messages;
  const dates = useDates();
  const name = words.fields[field];
  if (before === null && after === null) return <>{words.changed(name)}</>;
  const shown = (value: string | null) => {
    if (value === null) return words.none[field] ?? messages.none;
    if (field === 'expiresAt') return dates.end(value);
    return field === 'licenseType' ? admin.nameOfType(value) : value.replaceAll(';', ', ');
  };
  return (
    <>
      {name}: {words.from} <bdi>{shown(before)}</bdi> {words.to} <bdi>{shown(after)}</bdi>
    </>
  );
}
