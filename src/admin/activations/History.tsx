import type { ActivationRecord } from '../../contract/admin/activations.ts';
import { useAdmin } from '../context.ts';
import { fragmentOf } from '../model/view.ts';
import { When } from '../parts/When.tsx';

/** Events of a seat, newest first. */
export function History({ record }: { readonly record: ActivationRecord }) {
  const { messages } = useAdmin();
  const { history: words } = messages;
  if (record.history.length === 0) return <p class="hint">{words.empty}</p>;
  return (
    <ol class="history">
      {record.history.map(({ at, event, licenseId }) => (
        <li key={`${at} ${event} ${licenseId}`} class={event}>
          <span class="what">
            {words[event]}
            {licenseId !== null && (
              <span class="hint">
                {' '}
                {licenseId === record.licenseId ? (
                  words.this
                ) : (
                  <a href={`#${fragmentOf({ at: 'activation', id: licenseId })}`}>{words.other}</a>
                )}
              </span>
            )}
          </span>
          <span class="hint">
            <When at={at} time />
          </span>
        </li>
      ))}
    </ol>
  );
}
