import type { Journey } from '../../activation/journey.ts';
import { endDateIn } from '../../messages/endDate.ts';
import { useWizard } from '../context.ts';

type Fields = NonNullable<ReturnType<Journey['courier']['licenseOf']>>;
/** A confirmation code tells less. */
type Shown = Pick<Fields, 'licenseType' | 'product'> &
  Partial<Pick<Fields, 'holder' | 'serialMasked'>> & { readonly stopDate?: string | null };

/** License type, holder, serial number and end of a license. */
export function LicenseFacts({ license }: { license: Shown }) {
  const { journey, messages } = useWizard();
  const { facts } = messages;
  return (
    <dl class="facts">
      <dt>{facts.type}</dt>
      <dd>{journey.nameOfType(license.licenseType, license.product)}</dd>
      {license.holder && (
        <>
          <dt>{facts.holder}</dt>
          <dd>{license.holder}</dd>
        </>
      )}
      {license.serialMasked && (
        <>
          <dt>{facts.serial}</dt>
          <dd dir="ltr">{license.serialMasked}</dd>
        </>
      )}
      <dt>{facts.until}</dt>
      <dd>{license.stopDate ? endDateIn(messages.language, 'long')(license.stopDate) : facts.forever}</dd>
    </dl>
  );
}
