import { useState } from 'preact/hooks';
import type { TakenDocument } from '../../activation/intake/arrivals.ts';
import type { ScanNews } from '../../activation/scan/scanLog.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { NameForm } from './NameForm.tsx';

/** What the last code was, read out; a computer can be named here while the camera goes on. */
export function ScannerNews() {
  const { journey, messages } = useWizard();
  const { camera: words } = messages.scanning;
  const { latest } = journey.state.value.scanLog;
  const [naming, setNaming] = useState<string | null>(null);
  const [only, another] = latest?.taken ?? [];
  const named = only?.type === 'request' && !another && latest?.outcome !== 'refused' ? only.id : null;
  const hasName = journey.state.value.carriedRequests.some(({ requestId, name }) => requestId === named && name !== '');
  return (
    <>
      <div role="status">{latest && <News key={latest.number} news={latest} />}</div>
      {naming !== null && <NameForm key={naming} requestId={naming} onEnd={() => setNaming(null)} />}
      {naming === null && named !== null && (
        <button type="button" class="scanner-name" onClick={() => setNaming(named)}>
          {hasName ? words.rename : words.name}
        </button>
      )}
    </>
  );
}

function News({ news }: { news: ScanNews }) {
  const { messages } = useWizard();
  const { outcome, refusal, taken } = news;
  const isGood = outcome === 'added' || outcome === 'keys';
  const refused = refusal && messages.refusal(refusal.code, refusal.details);
  return (
    <p class={isGood ? 'scanner-news' : 'scanner-news attention'}>
      <Glyph name={isGood ? 'check' : 'alert'} size={20} />
      <span>
        {outcome === 'keys' && messages.scanning.camera.keys}
        {refused && (
          <>
            <strong>{refused.title}.</strong> {refused.why}
          </>
        )}
        {taken.length > 0 && <Taken taken={taken} isNew={outcome === 'added'} />}
      </span>
    </p>
  );
}

/** For example `Line 3 left panel · BMMP-H1K7 added`. */
function Taken({ taken, isNew }: { taken: readonly TakenDocument[]; isNew: boolean }) {
  const { journey, messages } = useWizard();
  const { camera: words } = messages.scanning;
  const { carriedRequests, receipts } = journey.state.value;
  const [only, another] = taken;
  if (!only || another) return <>{words.several(taken.filter((one) => one.isNew).length)}</>;
  const request = carriedRequests.find(({ requestId }) => requestId === only.id);
  const found = request ?? receipts.find(({ id }) => id === only.id);
  if (!found) return null;
  const delivered = messages.identity.confirm.delivered;
  const added = { request: words.added, return: words.receiptAdded, activation: delivered }[only.type];
  return (
    <>
      {request?.name && (
        <>
          <strong>
            <bdi>{request.name}</bdi>
          </strong>
          {' · '}
        </>
      )}
      <strong translate={false}>{found.machine}</strong>
      {journey.several && ` · ${journey.profileOf(found.product).product.name}`} {isNew ? added : words.known}
    </>
  );
}
