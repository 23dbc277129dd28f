import type { ActivationRecord } from '../../contract/admin/activations.ts';
import { useAdmin } from '../context.ts';
import { Frame } from '../frame/Frame.tsx';
import { fragmentOf } from '../model/view.ts';
import { ConfirmedAction } from '../parts/ConfirmedAction.tsx';
import { type Fact, Facts } from '../parts/Facts.tsx';
import { MissingScope, RefusalNotice } from '../parts/RefusalNotice.tsx';
import { Until, useDates, When } from '../parts/When.tsx';
import { ActivationState } from './ActivationRows.tsx';
import { History } from './History.tsx';
import { CodeAgainPanel, LicensePanel } from './LicensePanel.tsx';

/** One activation: details, seat history and actions. */
export function ActivationView() {
  const { admin, messages } = useAdmin();
  const { shown, refusal } = admin.activation.state.value;
  const { activation: words, nav } = messages;
  const back = { to: { at: 'activations' }, label: words.back } as const;
  if (!admin.session.can('activations:read')) {
    return (
      <Frame title={nav.activations}>
        <MissingScope scope="activations:read" />
      </Frame>
    );
  }
  if (shown === null) {
    return (
      <Frame title={nav.activations} back={back}>
        {refusal ? (
          <RefusalNotice refusal={refusal} again={admin.navigation.refresh} />
        ) : (
          <p class="opening">{messages.loading}</p>
        )}
      </Frame>
    );
  }
  const { record, license } = shown;
  return (
    <Frame
      key={record.licenseId}
      title={words.title(record.machine)}
      beside={<ActivationState row={record} />}
      back={back}
      actions={admin.session.can('activations:write') && record.releasedAt === null && <Actions record={record} />}
    >
      {refusal?.code === 'license-by-code' && <CodeAgainPanel record={record} />}
      {refusal && refusal.code !== 'license-by-code' && <RefusalNotice refusal={refusal} />}
      <Remarks record={record} />
      {license && <LicensePanel license={license} product={record.product} machine={record.machine} />}
      <div class="columns">
        <section class="panel">
          <h2>{words.facts}</h2>
          <RecordFacts record={record} />
        </section>
        <section class="panel">
          <h2>{words.history}</h2>
          <History record={record} />
        </section>
      </div>
    </Frame>
  );
}

function Actions({ record }: { readonly record: ActivationRecord }) {
  const { admin, messages } = useAdmin();
  const { activation: words, release } = messages;
  const dates = useDates();
  const { doing } = admin.activation.state.value;
  const busy = doing === 'releasing' || doing === 'reissuing';
  return (
    <>
      <button type="button" aria-disabled={busy} onClick={() => !busy && void admin.activation.reissue()}>
        {doing === 'reissuing' ? words.reissuing : words.reissue}
      </button>
      <ConfirmedAction
        label={words.release}
        title={release.title(record.machine)}
        confirm={release.confirm}
        working={release.busy}
        busy={busy}
        danger
        run={admin.activation.release}
      >
        <p>{release.text}</p>
        <ul>
          <li>{release.free}</li>
          <li>{record.stopDate ? release.until(dates.end(record.stopDate)) : release.forever}</li>
          <li>{release.again}</li>
          <li>{release.undo}</li>
        </ul>
      </ConfirmedAction>
    </>
  );
}

function Remarks({ record }: { readonly record: ActivationRecord }) {
  const { messages } = useAdmin();
  const { activation: words } = messages;
  const dates = useDates();
  const wasFreed = { returned: words.wasReturned, released: words.wasReleased, removed: words.wasRemoved };
  return (
    <>
      {record.releasedAt && (
        <p class="remark">{wasFreed[record.releaseReason ?? 'released'](dates.day(record.releasedAt))}</p>
      )}
      {record.flaggedAt && (
        <div class="remark warning">
          <h2>{words.flagged}</h2>
          <p>{words.flaggedText(dates.day(record.flaggedAt))}</p>
        </div>
      )}
    </>
  );
}

function RecordFacts({ record }: { readonly record: ActivationRecord }) {
  const { admin, messages } = useAdmin();
  const { columns, facts } = messages;
  const { number } = record.seat;
  const sold = record.serial?.seats;
  const seat = number === null ? null : sold === undefined ? facts.seat(number) : facts.seatOf(number, sold);
  const rows: readonly (Fact | null)[] = [
    admin.products.hasSeveral.value
      ? [columns.product, <bdi key="product">{admin.products.nameOf(record.product)}</bdi>]
      : null,
    [columns.type, admin.nameOfType(record.licenseType, record.product)],
    [columns.holder, <bdi key="holder">{record.holder || facts.noHolder}</bdi>],
    [columns.serial, <SerialLink key="serial" record={record} />],
    seat === null ? null : [columns.seat, seat],
    [
      columns.machine,
      <bdi key="machine" class="mono">
        {record.machine}
      </bdi>,
    ],
    [columns.issued, <When key="issued" at={record.issuedAt} time />],
    [columns.until, record.stopDate ? <Until key="until" end={record.stopDate} /> : facts.forever],
    [
      facts.license,
      <bdi key="license" class="mono">
        {record.licenseId}
      </bdi>,
    ],
    isByCode(record)
      ? [facts.givenAs, facts.typedCode]
      : [
          facts.request,
          <bdi key="request" class="mono">
            {record.requestId}
          </bdi>,
        ],
  ];
  return <Facts facts={rows.flatMap((row) => (row === null ? [] : [row]))} />;
}

/** A license that was given as a code answers no request, and has its own id in the place of one. */
function isByCode({ licenseId, requestId }: ActivationRecord): boolean {
  return licenseId === requestId;
}

function SerialLink({ record: { serialId, serialMasked } }: { readonly record: ActivationRecord }) {
  const { admin, messages } = useAdmin();
  if (serialId === null) return <>{messages.facts.notRequired}</>;
  if (!admin.session.can('serials:read')) return <bdi class="mono">{serialMasked}</bdi>;
  return (
    <a href={`#${fragmentOf({ at: 'serial', id: serialId })}`} class="mono">
      <bdi>{serialMasked}</bdi>
    </a>
  );
}
