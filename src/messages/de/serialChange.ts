import type { AdminMessages } from '../en/admin.ts';

export const serialChange: AdminMessages['serialChange'] = {
  open: 'Ändern\u00a0…',
  title: 'Diese Seriennummer ändern',
  text: 'Computer bekommen die neuen Bedingungen mit ihrer nächsten Anfrage, auf ihren bisherigen Plätzen. Ihre jetzigen Lizenzen bleiben, wie sie sind.',
  typeHint: 'Ein anderer Typ ist ein Upgrade: Anfragen für den bisherigen bekommen den neuen.',
  seatsHint: (taken) =>
    taken === 0
      ? 'Kein Platz ist belegt.'
      : `Mindestens ${taken}: So ${taken === 1 ? 'viel ist' : 'viele sind'} schon belegt.`,
  seatsInUse: (taken) =>
    `${taken} Plätze sind belegt. Behalten Sie mindestens so viele, oder geben Sie zuerst Plätze frei.`,
  expiresHint: 'Der letzte Tag; er endet um Mitternacht UTC. Leer: ohne Ende, oder mit dem Ende der Laufzeit.',
  reason: 'Grund',
  reasonHint: 'Bleibt für immer im Verlauf, nennen Sie deshalb keine Person.',
  submit: 'Speichern',
  busy: 'Wird gespeichert\u00a0…',
  done: 'Seriennummer geändert.',
  same: 'Es gab nichts zu ändern.',
  fields: {
    expiresAt: 'Geben Sie einen Tag an.',
    reason: 'Der Grund ist zu lang oder hat Zeichen, die sich nicht drucken lassen.',
  },
};

export const serialHistory: AdminMessages['serialHistory'] = {
  events: { added: 'Hinzugefügt', changed: 'Geändert', blocked: 'Gesperrt', unblocked: 'Entsperrt' },
  fields: {
    licenseType: 'Lizenztyp',
    seats: 'Plätze',
    termDays: 'Laufzeit der Lizenzen in Tagen',
    expiresAt: 'Gültig bis',
    features: 'Zusätzliche Funktionen',
    holder: 'Inhaber',
    note: 'Notiz',
  },
  none: {
    termDays: '„wie im Lizenztyp festgelegt“',
    expiresAt: '„ohne Enddatum“',
    features: '„keine“',
  },
  changed: (field) => `${field}: geändert`,
  from: 'von',
  to: 'auf',
  reason: 'Grund:',
  by: (actor) => (actor === 'command-line' ? 'Befehlszeile' : actor.replace(/^token:/, '')),
};
