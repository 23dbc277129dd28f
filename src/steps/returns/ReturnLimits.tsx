import type { Journey } from '../../activation/journey.ts';
import { returningActions } from '../../activation/machine/returning.ts';
import { useWizard } from '../context.ts';

/** How often a computer may return licenses, how often this one did, and when it may next. */
export function ReturnLimits() {
  const { journey, messages } = useWizard();
  const { returning } = messages;
  const { license } = journey.state.value;
  const asked = journey.part(returningActions).asked.value;
  // No limit counts the return of a license without a serial number.
  if (!license?.serialMasked) return null;
  const answered = asked?.status === 'possible' || asked?.status === 'refused';
  return (
    <>
      {asked?.status === 'possible' && <p>{returning.confirmed}</p>}
      <p class="hint">{limitsIn(journey, messages, asked?.status === 'possible' ? asked.check : null).join(' ')}</p>
      <p class="hint" role="status">
        {asked?.status === 'asking' && returning.asking}
        {!answered && asked?.status !== 'asking' && `${returning.unasked} ${returning.moves}`}
      </p>
    </>
  );
}

type Asked = NonNullable<ReturnType<typeof returningActions>['asked']['value']>;
type Check = Extract<Asked, { status: 'possible' }>['check'];

/** @param check what the service counted; null where only this machine's own records are known */
function limitsIn(
  journey: Journey,
  { returning, returnLicense, language }: ReturnType<typeof useWizard>['messages'],
  check: Check | null,
): readonly string[] {
  const standing = journey.part(returningActions).standing();
  const bounds = check?.limits ?? standing?.bounds;
  if (!bounds || bounds.perYear === 0) return [returnLicense.bounds];
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const left = check ? check.changesLeft : (standing?.left ?? null);
  const { lastAt = null, nextAfterThis = null, refusal = null } = standing ?? {};
  return [
    returning.limits(bounds.perYear, bounds.coolDownDays),
    ...(lastAt === null
      ? left === bounds.perYear
        ? [returning.none]
        : []
      : [returning.last(day.format(new Date(lastAt)))]),
    ...(left === null || left === 0 ? [] : [returning.left(left)]),
    ...(nextAfterThis === null || refusal || left === 1
      ? []
      : [returning.nextAfter(day.format(new Date(nextAfterThis)))]),
  ];
}
