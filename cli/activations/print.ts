import type { ActivationDetails } from '../../server/licensing/administration/showActivation.ts';
import type { ActivationRow } from '../../server/store/activationRows.ts';
import { isDigestKey } from '../../server/store/machines/machineKeys.ts';
import { factsOf, tableOf } from '../table.ts';
import { vendorTexts } from '../vendor/texts.ts';

export function activationTable(rows: readonly ActivationRow[]): string {
  const cells = rows.map((row) => [
    row.licenseId,
    row.machine,
    row.licenseType,
    row.serialMasked ?? '',
    vendorTexts.seatStates[stateOf(row)],
    row.issuedAt,
    row.holder,
  ]);
  return tableOf([vendorTexts.activationColumns, ...cells]);
}

export function activationText(activation: ActivationDetails): string {
  const { seat, serial, history } = activation;
  const facts = factsOf({
    License: activation.licenseId,
    Request: activation.requestId,
    'Computer ID': activation.machine,
    'Installation key': isDigestKey(activation.installationKey) ? vendorTexts.keyUnknown : activation.installationKey,
    'License type': activation.licenseType,
    Holder: activation.holder,
    Issued: activation.issuedAt,
    'Valid until': activation.stopDate && vendorTexts.end(activation.stopDate),
    'Reissue of': activation.reissueOf,
    'Serial number': activation.serialMasked,
    'Serial number id': activation.serialId,
    'Serial number seats': serial && `${serial.seatsTaken} of ${serial.seats} taken`,
    Seat: seat.number === null ? null : `number ${seat.number}, since ${seat.takenAt}`,
    State: vendorTexts.seatStates[stateOf(activation)],
    Moves: seat.moves === 0 ? null : vendorTexts.moved(seat.moves),
  });
  const cells = history.map(({ at, event, licenseId, machine }) => [at, event, licenseId ?? '', machine ?? '']);
  return `${facts}\n${tableOf([vendorTexts.historyColumns, ...cells])}`;
}

function stateOf({ releasedAt, releaseReason, flaggedAt }: ActivationRow): keyof typeof vendorTexts.seatStates {
  if (releasedAt !== null) return releaseReason ?? 'released';
  return flaggedAt === null ? 'active' : 'flagged';
}
