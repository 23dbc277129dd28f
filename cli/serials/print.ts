import type { SerialDetails } from '../../server/licensing/administration/showSerial.ts';
import type { SeatRow, SerialRow } from '../../server/store/serialRows.ts';
import { factsOf, tableOf } from '../table.ts';
import { changesText, vendorTexts } from '../vendor/texts.ts';

/** @param now instant at which a serial number counts as expired */
export function serialTable(rows: readonly SerialRow[], now: string): string {
  const cells = rows.map((row) => [
    row.masked,
    row.serialId,
    row.licenseType,
    `${row.seatsTaken} of ${row.seats}`,
    vendorTexts.states[stateOf(row, now)],
    row.holder,
    row.createdAt,
  ]);
  return tableOf([vendorTexts.serialColumns, ...cells]);
}

export function serialText(serial: SerialDetails, now: string): string {
  const { taken, givenUp } = serial;
  const facts = factsOf({
    'Serial number': serial.masked,
    Id: serial.serialId,
    'License type': serial.licenseType,
    State: vendorTexts.states[stateOf(serial, now)],
    Seats: `${serial.seatsTaken} of ${serial.seats} taken`,
    'Term in days': serial.termDays,
    Features: serial.features.join(', '),
    Holder: serial.holder,
    Note: serial.note,
    Created: serial.createdAt,
    Sold: serial.soldAt,
    'First activated': serial.firstActivatedAt,
    'Valid until': serial.expiresAt && vendorTexts.end(serial.expiresAt),
    Blocked: serial.blockedAt,
  });
  const lists = [
    [vendorTexts.taken, taken.rows],
    [vendorTexts.givenUp, givenUp],
  ] as const;
  const seats = lists.map(([title, rows]) => (rows.length === 0 ? '' : `\n${title}${seatTable(rows)}`)).join('');
  return `${facts}${seats}\n${vendorTexts.history}${historyTable(serial.history)}`;
}

function historyTable(history: SerialDetails['history']): string {
  const cells = history.map(({ at, event, actor, reason, changes }) => [
    at,
    event,
    actor,
    changesText(changes),
    reason ?? '',
  ]);
  return tableOf([vendorTexts.serialHistoryColumns, ...cells]);
}

function seatTable(seats: readonly SeatRow[]): string {
  const cells = seats.map((seat) => [
    seat.number === 0 ? '' : String(seat.number),
    seat.machine,
    seat.licenseId,
    seat.takenAt,
    seat.holder,
    noteOf(seat),
  ]);
  return tableOf([vendorTexts.seatColumns, ...cells]);
}

function noteOf({ moves, flaggedAt, releasedAt, releaseReason }: SeatRow): string {
  const notes = [
    ...(releasedAt === null ? [] : [`${vendorTexts.seatStates[releaseReason ?? 'released']} ${releasedAt}`]),
    ...(flaggedAt === null ? [] : [`${vendorTexts.seatStates.flagged} ${flaggedAt}`]),
    ...(moves === 0 ? [] : [vendorTexts.moved(moves)]),
  ];
  return notes.join(', ');
}

function stateOf({ blockedAt, expiresAt }: SerialRow, now: string): keyof typeof vendorTexts.states {
  if (blockedAt !== null) return 'blocked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'good';
}
