import { exchangeActions } from '../../activation/exchange/exchange.ts';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** What the list of another device would add, before anything is changed. */
export default function Import() {
  const { journey, messages } = useWizard();
  const { exchange: words } = messages;
  const { importing, busy } = journey.state.value;
  if (!importing) return null;
  const { requests, receipts, unused } = importing;
  const total = requests.length + receipts.length;
  const { added, changed } = journey.part(exchangeActions).preview(importing);
  const waiting = requests.filter(({ stage }) => stage === 'waiting').length;
  return (
    <ScreenFrame
      title={words.importTitle}
      lead={words.importText}
      actions={
        <>
          {total > 0 && (
            <button
              type="button"
              class="primary"
              aria-disabled={busy}
              onClick={() => !busy && void journey.part(exchangeActions).accept()}
            >
              {words.accept}
            </button>
          )}
          <button type="button" onClick={journey.part(exchangeActions).decline}>
            {words.decline}
          </button>
        </>
      }
    >
      <ul class="import-counts">
        <li>{words.added(added)}</li>
        <li>{words.changed(changed)}</li>
        <li>{words.same(total - added - changed)}</li>
      </ul>
      {waiting > 0 && <p>{words.sends(waiting)}</p>}
      {unused.length > 0 && (
        <>
          <p>{words.refused(unused.length)}</p>
          <ul>
            {unused.map(({ name, refusal }) => {
              const { title, why } = messages.refusal(refusal.code, refusal.details);
              return (
                <li key={`${name} ${refusal.code}`}>
                  <bdi>{name || words.unnamed}</bdi>: {title}. {why}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </ScreenFrame>
  );
}
