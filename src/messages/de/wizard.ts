import type { Messages } from '../en/wizard.ts';
import { listFormatIn } from '../formats.ts';
import { refusalsIn } from '../refusalText.ts';
import { codes } from './codes.ts';
import { connection } from './connection.ts';
import { about } from './duration.ts';
import { identity } from './identity.ts';
import { copied } from './phone/copied.ts';
import { exchange } from './phone/exchange.ts';
import { install } from './phone/install.ts';
import { list as computerList } from './phone/list.ts';
import { scanning } from './phone/scanning.ts';
import { componentNames, refusals } from './refusals.ts';
import { renewal } from './renewal.ts';
import { returning } from './returning.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { storage } from './storage.ts';

const list = listFormatIn('de');

/**
 * All texts of the wizard in German. Its terms: Lizenzanfrage (request), Auftrag (a request with license type and serial
 * number), Hersteller (vendor), Computer-ID (computer ID), Rückgabeschein (return receipt).
 */
export const messages: Messages = {
  language: 'de',
  direction: 'ltr',
  chooseLanguage: 'Sprache',

  wizard: (product) => `${product} aktivieren`,
  documentTitle: (screen, product) => `${screen} – ${product}`,
  opening: 'Einen Moment\u00a0…',
  back: 'Zurück',
  close: 'Schließen',
  done: 'Fertig',
  cancel: 'Abbrechen',

  trip: {
    label: 'Der Weg zur Lizenz',
    steps: ['Anfrage zeigen', 'Lizenz holen', 'Aktivieren'],
    guideSteps: ['Lizenzanfrage erstellen', 'Lizenz anfordern', 'Aktivieren'],
    places: ['Am Computer', 'An einem Gerät mit Internet', 'Am Computer'],
    here: 'Sie sind hier',
    finished: 'erledigt',
  },

  role: {
    title: 'Was möchten Sie tun?',
    machine: 'Diesen Computer aktivieren',
    machineHint: (product) => `${product} läuft dann hier.`,
    machineHintSeveral: (vendor) => `Ein Produkt von ${vendor} läuft dann hier.`,
    courier: 'Lizenz für einen anderen Computer holen',
    courierHint: 'Dieses Gerät hat Internet, der andere Computer nicht.',
  },

  product: {
    title: 'Welches Produkt möchten Sie aktivieren?',
    text: 'Wählen Sie das Produkt, das auf diesem Computer laufen soll.',
    version: (version) => `Version ${version}`,
    change: 'Ein anderes Produkt wählen',
  },

  connecting: {
    title: 'Suche nach einer Netzwerkverbindung\u00a0…',
    text: 'Gibt es keine, können Sie auch ohne aktivieren.',
  },

  noNetwork: {
    title: 'Keine Netzwerkverbindung',
    text: (product) => `Sie können ${product} auch ohne aktivieren. Sie brauchen nur ein Smartphone.`,
    manual: 'Manuell aktivieren',
    retry: 'Verbindung erneut prüfen',
  },

  details: 'Einzelheiten',

  review: {
    title: 'Was diesen Computer verlässt',
    text: 'Die Lizenzanfrage ist hier fertig. Noch hat nichts diesen Computer verlassen. Die Anfrage enthält dies, und sonst nichts:',
    product: 'Produkt',
    unprepared: 'Die Lizenzanfrage ist noch nicht fertig. Wenn sie erstellt wird, wird nichts gesendet.',
    prepare: 'Lizenzanfrage erstellen',
    create: 'Code zeigen',
  },

  request: {
    title: 'Scannen Sie diesen Code mit Ihrem Smartphone',
    textPhone: 'Das Smartphone öffnet die richtige Seite von selbst und holt die Lizenz.',
    saveText:
      'Kein Smartphone zur Hand? Speichern Sie die Anfrage als Datei und öffnen Sie diese auf einem Gerät mit Internet.',
    save: 'Lizenzanfrage speichern',
    saved: (name) => `Lizenzanfrage gespeichert: ${name}`,
    savedAsText:
      'Der Name endet auf .txt, weil der Browser auf dieser Seite andere Dateien blockiert. Das schadet nicht: Nur der Inhalt zählt.',
    share: 'Lizenzanfrage teilen',
    next: 'Ich habe die Lizenz',
    startOver: 'Neue Anfrage erstellen',
  },

  codes,
  copied,

  typedCodes: {
    begin: 'Code zum Abschreiben zeigen',
    sameAtVendor: 'Der Hersteller sieht dieselbe.',
    request: {
      title: 'Geben Sie diesen Code dem Hersteller',
      text: 'Schreiben Sie ihn ab, drucken Sie ihn, oder lesen Sie ihn am Telefon vor. Er enthält weder Namen noch Seriennummern der Hardware.',
      next: 'Ich habe den Bestätigungscode',
    },
    license: {
      begin: 'Bestätigungscode eintippen',
      title: 'Tippen Sie den Bestätigungscode ein',
      text: 'Gruppe für Gruppe, so wie ihn der Hersteller angegeben hat. Sie können jederzeit aufhören: Was Sie getippt haben, bleibt hier.',
      activate: 'Aktivieren',
      checking: 'Der Code wird geprüft …',
    },
    returned: {
      show: 'Code zum Abschreiben zeigen',
      title: 'Geben Sie diesen Rückgabecode dem Hersteller',
      text: 'Schreiben Sie ihn ab, drucken Sie ihn, oder lesen Sie ihn am Telefon vor. Er sagt dasselbe wie der Rückgabeschein.',
    },
    sheet: {
      request:
        'Bringen Sie diesen Code zum Hersteller, oder lesen Sie ihn am Telefon vor, jede Gruppe für sich. Der Hersteller antwortet mit einem Bestätigungscode, den Sie am Computer eintippen.',
      returned:
        'Bringen Sie diesen Code zum Hersteller, oder lesen Sie ihn am Telefon vor. Dann kann ein anderer Computer aktiviert werden.',
    },
  },

  code: {
    labels: {
      request: 'QR-Code mit der Lizenzanfrage',
      license: 'QR-Code mit der Lizenz',
      licenses: 'QR-Code mit allen Lizenzen',
      return: 'QR-Code mit dem Rückgabeschein',
      activation: 'QR-Code mit der Antwort für das Handy',
      file: 'QR-Code mit der Datei',
    },
    oneOfSeveral: 'Einer von mehreren, die sich abwechseln',
    enlarge: 'Code auf dem ganzen Bildschirm zeigen',
    shrink: 'Schließen',
    press: 'Drücken Sie auf den Code, um ihn zu vergrößern.',
    brighter: 'Stellen Sie diesen Bildschirm heller.',
    inParts: 'Schwer zu scannen? In Teilen zeigen',
    inOne: 'Wieder als einen Code zeigen',
    tooLarge: 'Das ist zu groß für Codes. Nehmen Sie die Datei.',
    copy: 'Als Text kopieren',
    copied: 'Kopiert',
  },

  playback: {
    label: 'Wie die Codes gezeigt werden',
    pause: 'Anhalten',
    goOn: 'Abspielen',
    slower: 'Langsamer',
    faster: 'Schneller',
    several: 'Vier Codes auf einmal',
    one: 'Ein Code nach dem anderen',
    previous: 'Voriger',
    next: 'Nächster',
    page: (page, pages) => `Code ${page} von ${pages}`,
    round: (pages, seconds) => `${pages}\u00a0Codes nacheinander, alle in ${about(seconds)}.`,
    roundOfSeveral: (pages, seconds) => `${pages}\u00a0Codes, immer vier auf einmal, alle in ${about(seconds)}.`,
    slowDown: 'Hat das andere Gerät Mühe, gehen Sie langsamer: Nichts geht verloren.',
    steppedDown: 'Es hat lange gedauert. Jetzt sind die Codes leichter zu lesen.',
    anyOrder: 'Scannen Sie jeden Code, in beliebiger Reihenfolge.',
  },

  paper: {
    print: 'Drucken',
    page: (page, pages) => `${page} von ${pages}`,
  },

  intake: {
    scan: 'Code scannen',
    takePicture: 'Code fotografieren',
    openFile: 'Datei oder Bild öffnen',
    paste: 'Text einfügen',
    pasteLabel: 'Text der Datei oder Adresse aus dem Code',
    pasteAccept: 'Text übernehmen',
    dropHint: 'Sie können eine Datei auch einfach auf diese Seite ziehen.',
    cameraNeedsSecurePage:
      'Die Kamera lässt sich hier nicht nutzen: Browser erlauben sie nur auf https-Seiten, auf localhost oder in einer lokalen Datei. Fotografieren Sie den Code und öffnen Sie das Bild, oder nehmen Sie die Datei.',
    cameraMissing: 'Hier wurde keine Kamera gefunden. Öffnen Sie ein Bild des Codes oder nehmen Sie die Datei.',
    unfinished: (received, needed) =>
      `${received} von ${needed}\u00a0Teilen eines früheren Scans sind hier. Scannen Sie weiter, um den Rest zu bekommen.`,
    viewfinder: 'Kamerabild',
    looking: 'Halten Sie den ganzen Code in den Rahmen.',
    stillLooking:
      'Noch kein Code gefunden. Gehen Sie näher heran und stellen Sie den anderen Bildschirm heller. Oder schalten Sie die Kamera aus und öffnen Sie ein Bild.',
    unclear: 'Halten Sie still oder gehen Sie etwas näher heran.',
    reading: 'Es kommt an. Halten Sie den Code im Rahmen.',
    resumed: 'Es geht weiter, wo der letzte Scan aufgehört hat.',
    foreign: 'Das ist ein Code, aber keiner von uns. Suchen Sie den großen auf dem anderen Gerät.',
    starting: 'Die Kamera startet\u00a0…',
    stop: 'Kamera ausschalten',
    progress: 'Was schon da ist',
    parts: (received, needed) => `${received} von ${needed}\u00a0Teilen`,
    left: (seconds) => `noch ${about(seconds)}`,
    several: 'Eilig? Wenn der andere Bildschirm „Vier Codes auf einmal“ anbietet, wählen Sie das.',
    percent: (percent) => `${percent}\u00a0Prozent sind da.`,
    camera: 'Kamera auswählen',
    lamp: 'Licht',
    zoom: 'Vergrößerung',
    feedback: 'Ton und Vibration am Ende',
  },

  collect: {
    title: 'Lizenz holen',
    text: 'Bringen Sie die Lizenzanfrage vom Computer hierher: Scannen Sie ihren Code oder öffnen Sie ihre Datei.',
    savedAll: (name) => `Gespeichert: ${name}. Jeder Computer nimmt sich seine eigene Lizenz heraus.`,
  },

  licenseType: {
    title: 'Lizenztyp wählen',
    online: 'Dieser Computer ist online. Sie können ihn gleich hier aktivieren.',
    legend: 'Lizenztyp',
    several: (count) => `Für ${count}\u00a0Computer, mit demselben Lizenztyp und derselben Seriennummer:`,
    scanAnother: 'Erst eine weitere Anfrage aufnehmen',
    needsSerial: 'Seriennummer nötig',
    noSerial: 'Keine Seriennummer nötig',
    next: 'Weiter',
    request: 'Lizenz anfordern',
    manual: 'Stattdessen ohne Netzwerk aktivieren',
  },

  serial: {
    title: 'Seriennummer eingeben',
    label: 'Seriennummer',
    hint: '20\u00a0Buchstaben und Ziffern. Sie finden sie in Ihrer Bestellbestätigung.',
    anyHint:
      'Geben Sie sie wie auf Ihrer Bestellbestätigung ein. Großschreibung, Leerzeichen und Bindestriche spielen keine Rolle.',
    unusable: 'Eine Seriennummer hat höchstens 64\u00a0Zeichen.',
    incomplete: (missing) =>
      missing === 1 ? 'Es fehlt noch 1\u00a0Zeichen' : `Es fehlen noch ${missing}\u00a0Zeichen`,
    complete: 'Vollständig',
    mistyped: 'Da ist ein Tippfehler.',
    suspects: (positions) => `Prüfen Sie Zeichen\u00a0${list(positions.map(String))}.`,
    suggestion: 'Meinten Sie diese?',
    useSuggestion: 'Übernehmen',
    submit: 'Lizenz anfordern',
    activate: 'Aktivieren',
    sending: 'Der Aktivierungsdienst wird gefragt\u00a0…',
  },

  changed: {
    moves: 'Als derselbe Computer fortfahren',
    another: 'Als weiterer Computer fortfahren',
  },

  waiting: {
    retry: 'Jetzt versuchen',
    change: 'Auftrag ändern',
    remove: 'Anfrage entfernen',
    askRemove: 'Diese Anfrage und Ihre Eingaben entfernen?',
  },

  license: {
    title: 'Fast geschafft',
    text: 'Bringen Sie die Lizenz zum Computer: Zeigen Sie ihm diesen Code oder nehmen Sie die Datei mit.',
    machineHint: 'Klicken Sie am Computer auf „Ich habe die Lizenz“.',
    save: 'Lizenz herunterladen',
    saved: (name) => `Lizenz gespeichert: ${name}`,
    share: 'Lizenz teilen',
    done: 'Weitere Lizenz holen',
    remove: 'Von diesem Gerät entfernen',
    askRemove: 'Diese Lizenz von diesem Gerät entfernen? Warten Sie damit, bis der Computer „Vielen Dank!“ zeigt.',
  },

  licenses: {
    title: 'Alle Lizenzen auf einmal',
    text: 'Zeigen Sie das jedem Computer. Er nimmt sich seine eigene Lizenz heraus.',
    save: 'Alle als eine Datei herunterladen',
    share: 'Alle Lizenzen teilen',
    done: 'Fertig',
  },

  fileTransfer: {
    begin: 'Beliebige Datei auf ein anderes Gerät bringen',
    title: 'Datei per Code übertragen',
    text: 'Von diesem Bildschirm zu einer anderen Kamera oder umgekehrt. Ganz ohne Netzwerk.',
    show: 'Datei zeigen',
    showHint: 'Als Codes für das andere Gerät. Bis 250\u00a0KB.',
    scan: 'Datei einscannen',
    scanHint: 'Von den Codes auf dem anderen Gerät.',
    pictures: 'Bilder der Codes öffnen',
  },

  sending: {
    title: 'Zeigen Sie diese Codes',
    text: 'Wählen Sie auf dem anderen Gerät „Datei einscannen“.',
    another: 'Andere Datei wählen',
    save: 'Datei speichern',
    done: 'Fertig',
  },

  arrived: {
    title: 'Die Datei ist da',
    name: 'Dateiname',
    size: 'Größe',
    save: 'Datei speichern',
    saved: (name) => `Datei gespeichert: ${name}`,
    share: 'Datei teilen',
    unexpected: 'Nicht, was Sie erwartet haben?',
    askDiscard: 'Diese Datei verwerfen? Sie liegt hier nirgends sonst.',
    discard: 'Verwerfen',
  },

  receive: {
    title: 'Aktivieren',
    text: 'Bringen Sie die Lizenz hierher: Halten Sie ihren Code vor die Kamera oder öffnen Sie ihre Datei.',
  },

  facts: {
    type: 'Lizenztyp',
    holder: 'Lizenziert für',
    serial: 'Seriennummer',
    until: 'Gültig bis',
    forever: 'Kein Ablaufdatum',
  },

  activated: {
    title: 'Vielen Dank!',
    text: (product) => `${product} ist auf diesem Computer aktiviert.`,
    start: (product) => `${product} starten`,
    startHint: (product) => `Wenn sich nichts öffnet, starten Sie ${product} wie gewohnt.`,
    save: 'Lizenzdatei speichern',
    renew: 'Neue Lizenz holen',
  },

  renewal,
  connection,
  install,
  returning,
  settings,
  list: computerList,
  identity,
  storage,
  shell,
  scanning,
  exchange,

  components: componentNames,

  returnLicense: {
    begin: 'Diese Lizenz zurückgeben',
    title: 'Diese Lizenz zurückgeben?',
    text: (product) =>
      `Danach lässt sich stattdessen ein anderer Computer aktivieren. ${product} ist hier sofort nicht mehr lizenziert, und diese Lizenz gilt hier nie wieder.`,
    receipt:
      'Sie bekommen einen Rückgabeschein, als Code und als Datei. Sobald er beim Hersteller angekommen ist, lässt sich ein anderer Computer aktivieren.',
    bounds: 'Hersteller begrenzen, wie oft ein Computer eine Lizenz zurückgeben kann.',
    confirm: 'Lizenz zurückgeben',
    keep: 'Lizenz behalten',
  },

  returned: {
    title: 'Lizenz zurückgegeben',
    text: 'Scannen Sie diesen Rückgabeschein mit einem Gerät, das Internet hat. Erst dann lässt sich ein anderer Computer aktivieren.',
    free: (product) =>
      `Der Rückgabeschein ist beim Hersteller angekommen. ${product} ist auf diesem Computer nicht mehr lizenziert.`,
    saveText: 'Oder speichern Sie ihn als Datei und öffnen Sie diese auf einem Gerät mit Internet.',
    save: 'Rückgabeschein speichern',
    saved: (name) => `Rückgabeschein gespeichert: ${name}`,
    share: 'Rückgabeschein teilen',
    activate: 'Diesen Computer wieder aktivieren',
    show: 'Rückgabeschein noch einmal zeigen',
  },

  receipt: {
    list: 'Rückgabescheine auf diesem Gerät',
    titles: {
      returned: 'Die Lizenz ist zurückgegeben',
      'already-returned': 'Diese Lizenz wurde schon zurückgegeben',
    },
    taken: 'Zurückgegeben',
    seatsLeft: (count) =>
      count === 0
        ? 'Mit ihrer Seriennummer lässt sich gerade kein weiterer Computer aktivieren: Andere schöpfen sie aus.'
        : `Mit ihrer Seriennummer ${count === 1 ? 'lässt sich jetzt ein weiterer' : `lassen sich jetzt ${count} weitere`} Computer aktivieren.`,
    machine: 'Computer-ID',
    retry: 'Noch einmal senden',
    remove: 'Rückgabeschein entfernen',
    askRemove: 'Diesen Rückgabeschein von diesem Gerät entfernen?',
    askRemoveUnsent:
      'Diesen Rückgabeschein von diesem Gerät entfernen? Der Hersteller hat ihn noch nicht: Zeigt der Computer ihn nicht noch einmal, lässt sich stattdessen kein anderer aktivieren.',
  },

  computers: {
    title: 'Meine Computer',
    text: 'Sehen Sie, welche Computer Ihre Seriennummer nutzen. Holen Sie eine Lizenz noch einmal, oder entfernen Sie einen verlorenen oder defekten Computer.',
    show: 'Meine Computer anzeigen',
    taken: (taken, sold) => `${taken} von ${sold}\u00a0Computern mit dieser Seriennummer aktiviert.`,
    none: 'Zurzeit nutzt kein Computer diese Seriennummer.',
    since: (day) => `seit ${day}`,
    until: (day) => `bis ${day}`,
    more: 'Weitere Computer anzeigen',
    reload: 'Liste neu laden',
    orderUntil: 'Seriennummer gültig bis',
    removed: (machine, left) =>
      `${machine} ist entfernt. ${left === 1 ? 'Ein weiterer Computer lässt' : `${left} weitere Computer lassen`} sich jetzt aktivieren.`,
    computer: (machine) => `Computer ${machine}`,
    activatedOn: 'Aktiviert am',
    issuedOn: 'Lizenz ausgestellt am',
    fetch: 'Lizenz noch einmal holen',
    fetchHint: 'Der Computer zeigt diese ID unten auf seiner Aktivierungsseite an.',
    gone: 'Diesen Computer gibt es nicht mehr',
    askRemove: (machine) =>
      `${machine} entfernen? An seiner Stelle lässt sich dann ein anderer Computer aktivieren. Das lässt sich nicht rückgängig machen.`,
    worksUntil: (day) => `Die Lizenz auf dem entfernten Computer gilt bis ${day}: Niemand kann sie zurückrufen.`,
    worksOn: 'Die Lizenz auf dem entfernten Computer gilt weiter: Niemand kann sie zurückrufen.',
    removesLeft: (count) =>
      count === 1 ? 'Sie können jetzt einen Computer entfernen.' : `Sie können jetzt ${count}\u00a0Computer entfernen.`,
    remove: 'Entfernen',
    removeFrom: (day) =>
      `Weitere Computer lassen sich erst ab ${day} entfernen. Können Sie nicht warten, wenden Sie sich an den Hersteller.`,
    removeNever: 'Nur der Hersteller kann einen verlorenen oder defekten Computer entfernen.',
  },

  keyset: {
    title: 'Die Schlüssel sind aktuell',
    text: (day: string) =>
      `Dieses Gerät kennt die Schlüssel des Herstellers mit Stand vom ${day}. Es prüft Lizenzen damit und nimmt keine älteren an.`,
    done: 'Weiter',
  },

  refusalLabels: {
    why: 'Warum',
    next: 'Was Sie tun können',
    code: 'Fehlercode',
    details: 'Details',
    back: 'Zurück',
    support: 'Hersteller kontaktieren',
    status: 'Status des Aktivierungsdienstes',
  },

  notices: {
    storageError: 'Nicht gespeichert:',
    update: 'Eine neue Version ist da.',
    updateNow: 'Jetzt aktualisieren',
    offlineCopy: 'Offline-Kopie speichern',
    offlineCopyOf: (product) => `Offline-Kopie für ${product} speichern`,
    offlineCopyHint: 'Eine einzige Datei, die ohne Server läuft, auch vom USB-Stick.',
    offlineCopyHttp: 'Blockiert der Browser den Download als unsicher, wählen Sie „Behalten“ oder „Beibehalten“.',
  },

  refusal: refusalsIn(refusals),
};
