import type { ChangeableField } from '../../contract/admin/serialChange.ts';

/** The admin page's texts about changing a serial number, and about its history. */

export const serialChange = {
  open: 'Change…',
  title: 'Change this serial number',
  text: 'Machines get the new terms with their next request, on the seats that they have. Licenses that they already have stay as they are.',
  typeHint: 'Another type is an upgrade: requests for the earlier type get the new one.',
  seatsHint: (taken: number) => (taken === 0 ? 'No seat is in use.' : `At least ${taken}: so many are in use.`),
  seatsInUse: (taken: number) => `${taken} seats are in use. Keep at least that many, or release seats first.`,
  expiresHint: 'The last day; it ends at midnight UTC. Empty: no end, or the end of the license term.',
  reason: 'Reason',
  reasonHint: 'Kept forever with the history, so do not name a person.',
  submit: 'Save',
  busy: 'Saving…',
  done: 'Serial number changed.',
  same: 'Nothing was changed.',
  fields: {
    expiresAt: 'Enter a day.',
    reason: 'The reason is too long or contains characters that cannot be printed.',
  } as Readonly<Record<string, string>>,
};

export const serialHistory = {
  events: { added: 'Added', changed: 'Changed', blocked: 'Blocked', unblocked: 'Unblocked' },
  fields: {
    licenseType: 'License type',
    seats: 'Seats',
    termDays: 'License term in days',
    expiresAt: 'Valid until',
    features: 'Extra features',
    holder: 'Holder',
    note: 'Note',
  },
  none: {
    termDays: 'as set by the license type',
    expiresAt: 'no end date',
    features: 'none',
  } as Readonly<Partial<Record<ChangeableField, string>>>,
  changed: (field: string) => `${field}: changed`,
  from: 'from',
  to: 'to',
  reason: 'Reason:',
  by: (actor: string) => (actor === 'command-line' ? 'command line' : actor.replace(/^token:/, '')),
};
