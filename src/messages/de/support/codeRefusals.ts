import { type AdminRefusalTexts, dayIn } from '../../refusalText.ts';

const names: Readonly<Record<string, string>> = {
  installation: 'ein Installationscode',
  confirmation: 'ein Bestätigungscode',
  return: 'ein Rückgabecode',
};

const expectedCodes: Readonly<Record<string, string>> = {
  installation: 'Hierher gehört ein Installationscode. Ihn zeigt ein Computer, der aktiviert werden soll.',
  return: 'Hierher gehört ein Rückgabecode. Ihn zeigt ein Computer, der seine Lizenz abgegeben hat.',
};

const ways: Readonly<Record<string, string>> = {
  installation: 'Wählen Sie „Aktivieren“, oder fragen Sie nach dem Rückgabecode.',
  confirmation: 'Den diktieren Sie dem Kunden. Fragen Sie nach dem Code, den der Computer zeigt.',
  return: 'Wählen Sie „Lizenz zurücknehmen“, oder fragen Sie nach dem Installationscode.',
};

const day = dayIn('de');
const again = (nextAt: Parameters<typeof day>[0]) =>
  day(nextAt) === null
    ? 'Gibt es den Computer nicht mehr, geben Sie seinen Platz auf seiner Seite frei.'
    : `Möglich ist es ab dem ${day(nextAt)}. Gibt es den Computer nicht mehr, geben Sie seinen Platz auf seiner Seite frei.`;

export const codeRefusals: Partial<AdminRefusalTexts> = {
  'code-mistyped': ({ groups }) => ({
    title: 'Der Code ist nicht so eingegeben, wie der Computer ihn zeigt',
    why:
      Array.isArray(groups) && groups.length > 0
        ? `Diese Gruppen stimmen nicht: ${groups.join(', ')}.`
        : 'Jede Gruppe für sich stimmt, aber zusammen sind sie kein Code eines Computers. Zwei Fehler in einer Gruppe können richtig aussehen.',
    next: 'Lassen Sie sich alle Gruppen noch einmal vorlesen, und vergleichen Sie eine nach der anderen.',
  }),
  'code-incomplete': ({ missing }) => ({
    title: 'Der Code ist nicht vollständig',
    why: missing === 1 ? 'Eine Gruppe fehlt.' : missing ? `${missing} Gruppen fehlen.` : 'Es fehlen Gruppen.',
    next: 'Lassen Sie sich den Rest vorlesen. Was Sie eingegeben haben, bleibt erhalten.',
  }),
  'code-of-another-kind': ({ kind, expected }) => ({
    title: `Das ist ${names[String(kind)] ?? 'ein Code anderer Art'}`,
    why: expectedCodes[String(expected)] ?? 'Er gehört nicht hierher.',
    next: ways[String(kind)] ?? 'Fragen Sie nach dem Code, den der Computer zeigt.',
  }),
  'code-other-product': {
    title: 'Dieser Code ist für ein anderes Produkt',
    why: 'Auf dem Computer läuft ein anderes Programm, Ihr Zugangsschlüssel gilt nicht für dieses Produkt, oder die erste Gruppe ist nicht aus diesem Code.',
    next: 'Fragen Sie, welches Programm den Code zeigt, und vergleichen Sie die erste Gruppe.',
  },
  'code-version-unsupported': {
    title: 'Dieser Code ist von einer neueren Art',
    why: 'Der Computer hat eine neuere Version als der Dienst.',
    next: 'Bitten Sie die Betreiber des Dienstes, ihn zu aktualisieren. Bis dahin lässt sich der Computer mit einer Datei aktivieren.',
  },
  'code-impossible': {
    title: 'Diese Lizenz gibt es nicht als Code zum Abtippen',
    why: 'Sie gewährt mehr, als in 63\u00a0Gruppen passt, oder hat ein Datum vor 2020 oder nach 2199.',
    next: 'Der Computer braucht seine Lizenz als Datei oder mit QR-Codes.',
  },
  'license-by-code': {
    title: 'Diese Lizenz wurde als Code ausgegeben',
    why: 'Eine Datei davon gibt es nicht.',
    next: 'Geben Sie den Installationscode des Computers noch einmal ein: Er bekommt einen Code auf demselben Platz.',
  },
  'serial-refused': {
    title: 'Die Seriennummer ist unbekannt oder gesperrt',
    why: 'Der Dienst hat keine solche Seriennummer dieses Produkts verkauft, oder sie wurde gesperrt.',
    next: 'Suchen Sie unter „Seriennummern“ nach ihren letzten fünf Zeichen. Ist sie gesperrt und soll der Kunde eine Lizenz bekommen, entsperren Sie sie zuerst.',
  },
  'license-type-not-covered': {
    title: 'Die Seriennummer gilt für einen anderen Lizenztyp',
    why: 'Sie wurde für einen anderen Lizenztyp verkauft als den gewählten.',
    next: 'Vergleichen Sie die Seriennummer, und wählen Sie den Lizenztyp, für den sie verkauft wurde.',
  },
  'serial-required': {
    title: 'Dieser Lizenztyp braucht eine Seriennummer',
    why: 'Der Katalog des Dienstes verlangt eine.',
    next: 'Geben Sie die Seriennummer ein. Fragt die Seite nicht danach, sagen Sie es den Betreibern des Dienstes.',
  },
  'move-too-often': ({ nextAt }) => ({
    title: 'Dieser Computer hat sich zu oft geändert',
    why: 'Ein Computer kann seinen Platz in 365\u00a0Tagen nur wenige Male übertragen oder zurückgeben.',
    next: again(nextAt),
  }),
  'return-other': {
    title: 'Dieser Code gibt keine Lizenz zurück, die der Dienst ausgestellt hat',
    why: 'Der Computer hat seine Lizenz von anderswo, oder die ersten Gruppen sind nicht aus diesem Code.',
    next: 'Vergleichen Sie die ersten Gruppen, und suchen Sie unter „Aktivierungen“ nach der Computer-ID.',
  },
  'return-outdated': {
    title: 'Dieser Rückgabecode ist veraltet',
    why: 'Es liegt ein neuerer desselben Computers vor. Das geschieht, wenn ein Computer auf einen früheren Stand zurückgesetzt wurde.',
    next: 'Läuft der Computer nicht mehr, geben Sie seinen Platz auf seiner Seite frei.',
  },
  'return-superseded': {
    title: 'Dieser Computer hat eine neuere Lizenz',
    why: 'Der Code gibt eine Lizenz zurück, die inzwischen ersetzt wurde. Nur die neuere lässt sich zurückgeben.',
    next: 'Lassen Sie die neuere Lizenz am Computer zurückgeben, oder geben Sie den Platz auf seiner Seite frei.',
  },
  'return-too-often': ({ nextAt }) => ({
    title: 'Dieser Computer hat zu oft Lizenzen zurückgegeben',
    why: 'Ein Computer kann seinen Platz in 365\u00a0Tagen nur wenige Male übertragen oder zurückgeben.',
    next: again(nextAt),
  }),
  'return-too-soon': ({ nextAt }) => ({
    title: 'Dieser Computer hat erst vor Kurzem eine Lizenz zurückgegeben',
    why: 'Zwischen zwei Rückgaben eines Computers müssen einige Tage vergehen.',
    next: again(nextAt),
  }),
};
