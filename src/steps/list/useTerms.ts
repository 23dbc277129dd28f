import { useEffect, useState } from 'preact/hooks';
import { type Renewals, renewalActions } from '../../activation/courier/renewals.ts';
import { useWizard } from '../context.ts';

export type RenewalTerm = NonNullable<ReturnType<Renewals['renewalOf']>>;

/** Licenses verified between two drawings. */
const atOnce = 8;

/**
 * How near their end the received licenses are. Verifying hundreds of signatures takes longer than a list may wait, so it
 * happens after the first drawing, a few at a time.
 *
 * @returns by request id, once all are verified
 */
export function useTerms(): ReadonlyMap<string, RenewalTerm> {
  const { journey } = useWizard();
  const { carriedRequests } = journey.state.value;
  const [terms, setTerms] = useState<ReadonlyMap<string, RenewalTerm>>(new Map());

  useEffect(() => {
    const licensed = carriedRequests.filter(({ license }) => license).map(({ requestId }) => requestId);
    let at = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function next(): void {
      for (const id of licensed.slice(at, at + atOnce)) journey.courier.licenseOf(id);
      at += atOnce;
      if (at < licensed.length) timer = setTimeout(next);
      else setTerms(journey.part(renewalActions).terms());
    }

    if (licensed.length > 0) next();
    return () => clearTimeout(timer);
  }, [journey, carriedRequests]);

  return terms;
}
