import type { UnusedItem } from '../../activation/intake/arrivals.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** What could not be used of several items that arrived together: names, grouped by the reason. Stays until it is closed. */
export function UnusedItems() {
  const { journey, messages } = useWizard();
  const { report: words } = messages.scanning;
  const report = journey.state.value.intakeReport;
  if (!report) return null;
  const { taken, unused } = report;
  return (
    <div class="notice warning unused-items">
      <Glyph name="alert" size={20} />
      <div>
        <p>
          <strong>{words.title(unused.length)}.</strong> {taken > 0 && words.taken(taken)}
        </p>
        <ul>
          {[...byReason(unused, messages.refusal)].map(([reason, names]) => (
            <li key={reason}>
              {names.map((name, at) => (
                <span key={name}>
                  {at > 0 && ', '}
                  <bdi class="file-name">{name || words.unnamed}</bdi>
                </span>
              ))}
              <span class="reason">{reason}</span>
            </li>
          ))}
        </ul>
      </div>
      <button type="button" onClick={journey.intake.closeReport}>
        {words.close}
      </button>
    </div>
  );
}

type RefusalWords = ReturnType<typeof useWizard>['messages']['refusal'];

function byReason(unused: readonly UnusedItem[], words: RefusalWords): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { name, refusal } of unused) {
    const { title, why } = words(refusal.code, refusal.details);
    const reason = `${title}. ${why}`;
    const names = groups.get(reason) ?? [];
    groups.set(reason, names.includes(name) ? names : [...names, name]);
  }
  return groups;
}
