import type { identity as english } from '../en/identity.ts';

export const identity: typeof english = {
  id: 'Computer-ID',
  sameOnOther: 'Das andere Gerät zeigt dieselbe.',
  called: 'Name dieses Computers',

  confirm: {
    begin: 'Dem Handy zeigen, dass es geklappt hat',
    title: 'Zeigen Sie das dem Handy',
    text: 'Dann weiß das Handy, dass die Lizenz angekommen ist. Öffnen Sie am Handy die Liste der Computer und scannen Sie diesen Code.',
    save: 'Als Datei speichern',
    saved: (name) => `Gespeichert: ${name}`,
    share: 'Teilen',
    done: 'Fertig',
    impossible: 'Das kann nur der Benutzer oder Browser zeigen, der die Lizenzanfrage erstellt hat.',
    delivered: 'geliefert',
  },

  tour: {
    begin: 'Einen Computer nach dem anderen',
    beginHint: 'Ein kleinerer Code für jeden Computer, in der Reihenfolge Ihrer Liste.',
    title: (place, count) => `Computer ${place} von ${count}`,
    text: 'Zeigen Sie dem Computer diesen Code. Er gilt nur für diesen Computer.',
    delivered: (delivered, count) => `${delivered} von ${count} geliefert`,
    already: 'Dieser Computer hat seine Lizenz.',
    deliver: 'Geliefert, weiter',
    skip: 'Überspringen',
    skipHint: 'Er kommt am Ende noch einmal dran.',
    scan: 'Antwort scannen',
    scanHint:
      'Am Computer bietet „Vielen Dank!“ einen Code für dieses Handy an. Sie können auch die Anfrage eines Computers scannen, um seine Lizenz zu finden.',
    order: 'Alle Computer dieses Rundgangs',
    show: (name) => `${name} zeigen`,
    earlier: (name) => `${name} nach oben`,
    arrived: 'Der Computer hat sie',
    states: { delivered: 'Geliefert', current: 'Jetzt', waiting: 'Offen' },
    done: 'Zur Liste',
    finished: 'Alles geliefert',
    finishedText: (count) =>
      count === 1 ? 'Der Computer hat seine Lizenz.' : `Alle ${count} Computer haben ihre Lizenz.`,
    save: 'Diese Lizenz speichern',
  },
};
