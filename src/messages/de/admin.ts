import { contractLimits } from '../../contract/limits.ts';
import type { AdminMessages } from '../en/admin.ts';
import { refusalsIn } from '../refusalText.ts';
import { refusals } from './adminRefusals.ts';
import { codes } from './codes.ts';

import { refusals as general } from './refusals.ts';
import { serialChange, serialHistory } from './serialChange.ts';
import { codeRefusals } from './support/codeRefusals.ts';
import { telephone } from './support/telephone.ts';

const count = (number: number, one: string, several: string) => `${number}\u00a0${number === 1 ? one : several}`;

/**
 * The admin page's texts in German. Besides the wizard's terms it uses: Zugangsschlüssel (token), Recht
 * (scope), Inhaber (holder), neu ausstellen (reissue), freigeben (release), sperren (block), erzeugen (mint).
 */
export const messages: AdminMessages = {
  language: 'de',
  direction: 'ltr',
  chooseLanguage: 'Sprache',

  desk: 'Verwaltung',
  documentTitle: (view, product) => `${view} – Verwaltung ${product}`,
  skip: 'Zum Inhalt springen',
  opening: 'Einen Moment\u00a0…',
  loading: 'Wird geladen\u00a0…',
  cancel: 'Abbrechen',
  copied: 'Kopiert.',
  notCopied: 'Der Browser hat das Kopieren nicht erlaubt. Nehmen Sie stattdessen die Datei.',
  saved: (name) => `Gespeichert: ${name}`,
  none: '–',
  offline:
    'Keine Netzwerkverbindung. Was Sie sehen, ist vielleicht nicht mehr aktuell, und ändern lässt sich erst wieder etwas, wenn sie zurück ist.',
  shortcut: 'Die Taste\u00a0/ führt zur Suche',

  nav: { label: 'Bereiche', activations: 'Aktivierungen', serials: 'Seriennummern', telephone: 'Telefon' },

  signIn: {
    title: 'Bei der Verwaltung anmelden',
    label: 'Zugangsschlüssel',
    hint: 'Er beginnt mit kfa_. Dieser Tab behält ihn, bis Sie ihn schließen oder sich abmelden.',
    where: 'Woher bekomme ich einen?',
    whereText: 'Die Betreiber des Aktivierungsdienstes erzeugen ihn mit diesem Befehl:',
    submit: 'Anmelden',
    busy: 'Anmeldung läuft\u00a0…',
    again: 'Sie wurden abgemeldet. Was Sie eingegeben hatten, ist noch da und erscheint nach der Anmeldung wieder.',
    signedInAs: 'Angemeldet als',
    until: (date) => `bis ${date}`,
    out: 'Abmelden',
  },

  list: {
    found: (number, more) =>
      number === 0
        ? 'Nichts gefunden.'
        : more
          ? `Die ersten ${number}, es gibt noch mehr.`
          : `${count(number, 'Treffer', 'Treffer')}.`,
    added: (added, all) => `${added} dazu, insgesamt ${all}.`,
    more: 'Mehr anzeigen',
    exportCsv: 'CSV exportieren',
    exporting: 'Export läuft\u00a0…',
    nothing: (text) => `Nichts gefunden zu „${text}“`,
    allProducts: 'Alle Produkte',
    search: 'Suchen',
  },

  activations: {
    title: 'Aktivierungen',
    search: 'Aktivierungen durchsuchen',
    placeholder: 'Inhaber, Computer-ID, Nummer der Anfrage oder Seriennummer',
    searchHint: 'Von einer Seriennummer genügen die letzten fünf Zeichen.',
    empty: 'Noch wurde keine Lizenz ausgestellt',
    emptyText: 'Jeder Computer, der eine Lizenz bekommt, erscheint hier, der neueste zuerst.',
    nothingText:
      'Versuchen Sie es mit weniger Buchstaben oder mit etwas anderem, das Sie wissen: Computer-ID, Inhaber.',
    caption: 'Aktivierungen',
    filter: 'Anzeigen',
    filters: { all: 'Alle', active: 'Aktive', flagged: 'Mögliche Kopien', released: 'Freigegebene' },
    nothingSuch: 'Keine Aktivierungen in diesem Zustand',
  },

  columns: {
    machine: 'Computer-ID',
    product: 'Produkt',
    type: 'Lizenztyp',
    holder: 'Inhaber',
    serial: 'Seriennummer',
    seat: 'Platz',
    seats: 'Plätze',
    issued: 'Ausgestellt',
    until: 'Gültig bis',
    taken: 'Belegt seit',
    renewed: 'Letzte Lizenz',
    created: 'Erzeugt',
    expires: 'Gültig bis',
    state: 'Zustand',
  },

  facts: {
    license: 'Nummer der Lizenz',
    request: 'Nummer der Anfrage',
    givenAs: 'Ausgegeben als',
    typedCode: 'Code zum Abtippen',
    term: 'Laufzeit der Lizenzen',
    days: (number) => count(number, 'Tag', 'Tage'),
    termOfType: 'wie im Lizenztyp festgelegt',
    features: 'Zusätzliche Funktionen',
    note: 'Notiz',
    sold: 'Verkauft',
    firstActivated: 'Erste Aktivierung',
    notActivated: 'Noch nicht',
    forever: 'Ohne Enddatum',
    notRequired: 'Nicht nötig',
    noHolder: 'Kein Inhaber',
    seatOf: (number, of) => `${number} von ${of}`,
    seat: (number) => `${number}`,
    taken: (taken, of) => `${taken} von ${count(of, 'Platz', 'Plätzen')} belegt`,
  },

  badges: {
    active: 'Aktiv',
    released: 'Freigegeben',
    returned: 'Zurückgegeben',
    removed: 'Vom Kunden entfernt',
    flagged: 'Mögliche Kopie',
    ended: 'Abgelaufen',
    blocked: 'Gesperrt',
    expired: 'Abgelaufen',
    full: 'Kein Platz frei',
  },

  activation: {
    back: 'Aktivierungen',
    title: (machine) => `Computer ${machine}`,
    facts: 'Angaben',
    history: 'Verlauf des Platzes',
    release: 'Platz freigeben\u00a0…',
    reissue: 'Lizenz neu ausstellen',
    reissuing: 'Wird ausgestellt\u00a0…',
    released: 'Platz freigegeben.',
    flagged: 'Mögliche Kopie',
    flaggedText: (date) =>
      `Seit ${date} hat mehr als ein Computer mit dieser Identität angefragt. Es kann eine Kopie des Computers oder seines Browserprofils sein oder einer, der aus einer Sicherung wiederhergestellt wurde. Fragen Sie den Kunden, bevor Sie den Platz freigeben.`,
    wasReleased: (date) => `Dieser Platz wurde hier am ${date} freigegeben.`,
    wasRemoved: (date) =>
      `Der Kunde hat diesen Computer am ${date} entfernt. Seine Lizenz gilt dort bis zu ihrem Ende.`,
    wasReturned: (date) => `Der Computer hat seine Lizenz am ${date} zurückgegeben.`,
  },

  release: {
    title: (machine) => `Platz von ${machine} freigeben?`,
    text: 'Tun Sie das, wenn es den Computer nicht mehr gibt: defekt, verkauft oder neu aufgesetzt.',
    free: 'Der Platz ist sofort frei, ein anderer Computer kann ihn bekommen.',
    until: (date) =>
      `Die Lizenz auf dem alten Computer funktioniert noch bis ${date}. Dort lässt sie sich nicht widerrufen.`,
    forever:
      'Die Lizenz auf dem alten Computer funktioniert weiter. Sie hat kein Enddatum und lässt sich dort nicht widerrufen.',
    again: 'Fragt der alte Computer wieder an, belegt er einen neuen Platz.',
    undo: 'Das lässt sich nicht rückgängig machen.',
    confirm: 'Platz freigeben',
    busy: 'Wird freigegeben\u00a0…',
  },

  license: {
    title: 'Die Lizenz für den Kunden',
    text: 'Schicken Sie ihm die Datei oder lassen Sie ihn den Code am Computer scannen. Sie gilt nur für diesen Computer.',
    outcomes: {
      current: 'Die bisherige Lizenz gilt noch. Hier ist sie noch einmal.',
      reissued: 'Eine neue Lizenz wurde ausgestellt, für denselben Computer und denselben Platz.',
    },
    label: 'QR-Code mit der Lizenz',
    save: 'Lizenz herunterladen',
    copy: 'Als Text kopieren',
    anew: 'Neue Lizenz ausstellen',
    anewHint: 'Eine neue Lizenz hilft auch, wenn die Uhr des Computers falsch ging: Er traut ihrem Ausstellungstag.',
    tooLarge: 'Diese Lizenz ist zu groß für einen Code. Nehmen Sie die Datei.',
  },

  history: {
    taken: 'Platz belegt',
    issued: 'Lizenz ausgestellt',
    reissued: 'Lizenz hier neu ausgestellt',
    moved: 'Auf geänderte Hardware übertragen',
    flagged: 'Mögliche Kopie',
    returned: 'Lizenz vom Computer zurückgegeben',
    released: 'Platz hier freigegeben',
    removed: 'Vom Kunden entfernt',
    empty: 'Keine Einträge.',
    this: 'diese Lizenz',
    other: 'ansehen',
  },

  serials: {
    title: 'Seriennummern',
    search: 'Seriennummern durchsuchen',
    placeholder: 'Die letzten fünf Zeichen oder der Inhaber',
    searchHint: 'Auch eine ganze Seriennummer wird gefunden.',
    empty: 'Es gibt noch keine Seriennummern',
    emptyText: 'Erzeugen Sie welche, um sie zu verkaufen.',
    nothingText: 'Versuchen Sie es mit den letzten fünf Zeichen oder einem Wort aus Inhaber oder Notiz.',
    caption: 'Seriennummern',
    mint: 'Seriennummern erzeugen',
  },

  serial: {
    back: 'Seriennummern',
    title: (masked) => `Seriennummer ${masked}`,
    facts: 'Angaben',
    seats: 'Belegte Plätze',
    history: 'Verlauf',
    givenUp: 'Freigegebene Plätze',
    none: 'Kein Computer verwendet sie',
    block: 'Sperren\u00a0…',
    unblock: 'Entsperren\u00a0…',
    blocked: 'Seriennummer gesperrt.',
    unblocked: 'Seriennummer entsperrt.',
    wasBlocked: (date) =>
      `Gesperrt seit ${date}. Sie bekommt keine neuen Lizenzen, die bisherigen funktionieren weiter.`,
  },

  block: {
    title: 'Diese Seriennummer sperren?',
    stop: 'Kein Computer bekommt mehr eine Lizenz damit, und keine wird erneuert.',
    stay: 'Lizenzen, die es schon gibt, funktionieren bis zu ihrem Ende weiter.',
    undo: 'Sie können sie jederzeit wieder entsperren.',
    confirm: 'Jetzt sperren',
    busy: 'Wird gesperrt\u00a0…',
  },

  unblock: {
    title: 'Diese Seriennummer entsperren?',
    text: 'Sie ist sofort wieder verwendbar, für die Plätze, die frei sind.',
    confirm: 'Jetzt entsperren',
    busy: 'Wird entsperrt\u00a0…',
  },

  mint: {
    title: 'Seriennummern erzeugen',
    back: 'Seriennummern',
    type: 'Lizenztyp',
    count: 'Wie viele',
    countHint: (most) => `1 bis ${most}`,
    seats: 'Plätze je Nummer',
    seatsHint: 'So viele Computer können sie gleichzeitig nutzen.',
    holder: 'Inhaber',
    holderHint: 'Steht in den Lizenzen, wenn der Auftrag niemand anderen nennt.',
    expires: 'Gültig bis',
    expiresHint:
      'Der letzte Tag; er endet um Mitternacht UTC. Danach gibt es keine Lizenz mehr, und die bisherigen enden.',
    term: 'Laufzeit der Lizenzen in Tagen',
    termHint: 'Leer: wie im Lizenztyp festgelegt.',
    features: 'Zusätzliche Funktionen',
    featuresHint: 'Durch Kommas getrennt.',
    note: 'Notiz',
    noteHint: 'Intern, etwa eine Auftragsnummer.',
    optional: 'freiwillig',
    submit: 'Erzeugen',
    busy: 'Wird erzeugt\u00a0…',
    done: (number) => `${count(number, 'Seriennummer', 'Seriennummern')} erzeugt.`,
    once: 'Sichern Sie sie jetzt: Sie lassen sich nicht noch einmal anzeigen',
    onceText:
      'Der Dienst speichert von jeder nur eine Prüfsumme. Kopieren Sie die Nummern oder laden Sie sie herunter, bevor Sie weitermachen.',
    copy: 'Alle kopieren',
    save: 'Als CSV herunterladen',
    dismiss: 'Fertig',
    waiting: (number) => `${count(number, 'neue Seriennummer ist', 'neue Seriennummern sind')} noch nicht gesichert.`,
    show: 'Anzeigen',
    forgetTitle: 'Die neuen Seriennummern verwerfen?',
    forgetText: 'Sie wurden weder kopiert noch heruntergeladen und lassen sich nicht noch einmal anzeigen.',
    forget: 'Verwerfen',
    fields: {
      count: `Das muss eine ganze Zahl von 1 bis ${contractLimits.mintCount} sein.`,
      seats: 'Das muss eine ganze Zahl ab 1 sein.',
      termDays: `Das muss eine ganze Zahl von 1 bis ${contractLimits.termDays} sein.`,
      holder: 'Der Name ist zu lang oder hat Zeichen, die sich nicht drucken lassen.',
      note: 'Die Notiz ist zu lang oder hat Zeichen, die sich nicht drucken lassen.',
      features: 'Eine Funktion ist zu lang, hat ein unerlaubtes Zeichen, oder es sind zu viele.',
      expiresAt: 'Geben Sie einen Tag in der Zukunft an.',
      licenseType: 'Dieser Lizenztyp braucht keine Seriennummer, oder es gibt ihn nicht.',
    },
  },

  serialChange,
  serialHistory,
  codes,
  telephone,

  missing: {
    scope: 'Ihr Zugangsschlüssel erlaubt das nicht',
    scopeText: (scope) =>
      `Ihm fehlt das Recht ${scope}. Bitten Sie die Betreiber des Aktivierungsdienstes um einen, der es hat.`,
  },

  refusalLabels: { code: 'Fehlercode', again: 'Erneut versuchen' },

  refusal: refusalsIn({ ...general, ...refusals, ...codeRefusals }),
};
