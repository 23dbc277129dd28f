import type { LicenseOffer } from '../../activation/records.ts';
import { endDateIn } from '../../messages/endDate.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { PrimaryButton } from '../frame/PrimaryButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** A license that is worse or older than the one in force: both, side by side, and what gets worse. */
export default function ReplaceLicense() {
  const { journey, messages } = useWizard();
  const { replace } = messages.renewal;
  const { offer } = journey.state.value;
  if (!offer) return null;
  const { replacement, comparison } = offer;
  const isOlder = replacement === 'keep';
  return (
    <ScreenFrame
      title={isOlder ? replace.olderTitle : replace.title}
      lead={isOlder ? replace.olderText : replace.text}
      actions={<Decision offer={offer} />}
    >
      <div class="compare">
        <Side title={replace.installed} license={comparison.installed} />
        <Side title={replace.offered} license={comparison.offered} {...(!isOlder && { comparison })} />
      </div>
      {offer.isUsable && <p class="hint">{replace.copies}</p>}
    </ScreenFrame>
  );
}

function Decision({ offer: { replacement, comparison, isUsable } }: { readonly offer: LicenseOffer }) {
  const { journey, messages } = useWizard();
  const { replace } = messages.renewal;
  const { busy } = journey.state.value;
  const { keepInstalled, acceptOffered } = journey.machine;
  const [installed, offered] = [comparison.installed, comparison.offered].map((one) =>
    journey.nameOfType(one.licenseType),
  );
  const isSameType = installed === offered;
  const keep = isSameType ? replace.keepInstalled : replace.keep(installed ?? '');
  return (
    <>
      <PrimaryButton onPress={() => void keepInstalled()}>
        {replacement === 'keep' ? replace.close : keep}
      </PrimaryButton>
      {isUsable && (
        <button type="button" class="danger" aria-disabled={busy} onClick={() => !busy && void acceptOffered()}>
          {replacement === 'keep'
            ? replace.takeOlder
            : isSameType
              ? replace.takeOffered
              : replace.replaceWith(offered ?? '')}
        </button>
      )}
    </>
  );
}

type Comparison = LicenseOffer['comparison'];

interface SideProps {
  readonly title: string;
  readonly license: Comparison['installed'];
  /** Marks what is worse. */
  readonly comparison?: Comparison;
}

function Side({ title, license, comparison }: SideProps) {
  const { journey, messages } = useWizard();
  const { facts, renewal } = messages;
  const { replace } = renewal;
  const { worse = [], lost = [] } = comparison ?? {};
  const day = new Intl.DateTimeFormat(messages.language, { dateStyle: 'long' });
  const list = new Intl.ListFormat(messages.language);
  const end = license.stopDate ? endDateIn(messages.language, 'long')(license.stopDate) : facts.forever;
  return (
    <section>
      <h2>{title}</h2>
      <dl class="facts">
        <dt>{facts.type}</dt>
        <Fact text={journey.nameOfType(license.licenseType)} isWorse={worse.includes('type')} />
        {license.holder && <dt>{facts.holder}</dt>}
        {license.holder && <Fact text={license.holder} />}
        <dt>{replace.features}</dt>
        <Fact text={list.format(license.features) || replace.noFeatures} isWorse={worse.includes('features')}>
          {lost.length > 0 && replace.lost(list.format(lost))}
        </Fact>
        <dt>{facts.until}</dt>
        <Fact text={end} isWorse={worse.includes('end')} />
        <dt>{replace.issued}</dt>
        <Fact text={day.format(new Date(license.issuedAt))} />
      </dl>
    </section>
  );
}

interface FactProps {
  readonly text: string;
  readonly isWorse?: boolean;
  readonly children?: string | false;
}

function Fact({ text, isWorse = false, children }: FactProps) {
  const { messages } = useWizard();
  if (!isWorse) return <dd>{text}</dd>;
  return (
    <dd class="worse">
      <Glyph name="alert" size={20} /> {text} <span class="unseen">({messages.renewal.replace.worse})</span>
      {children && <p>{children}</p>}
    </dd>
  );
}
