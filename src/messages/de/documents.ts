import type { DocumentWords } from '../documentWords.ts';

const drawn = 'Zufällig gewählt, als die Datei erstellt wurde.';
const listVersion =
  'Die Schlüssel des Herstellers ändern sich im Lauf der Jahre. Das ist die Nummer der Liste, die der Computer hat.';
const hash =
  'Ein kurzer Code, der aus der Seriennummer des Teils berechnet ist, nur für dieses Produkt. Die Seriennummer selbst steht nicht in der Datei.';
const ownKey =
  'Die öffentliche Hälfte eines zufälligen Schlüsselpaars, das diese Installation für sich erzeugt hat. Die geheime Hälfte bleibt auf dem Computer.';
const ownSignature =
  'Mit der geheimen Hälfte des Installationsschlüssels erstellt. Sie zeigt, dass in der Datei nichts verändert wurde.';
const vendorSignature = 'Vom Hersteller erstellt. Sie zeigt, dass in der Datei nichts verändert wurde.';

/** Namen und Bedeutung von allem, was in den Dateien steht. */
export const documents: DocumentWords = {
  kinds: {
    request: 'Lizenzanfrage',
    license: 'Lizenz',
    keyset: 'Schlüsselliste',
    return: 'Rückgabeschein',
    activation: 'Bestätigung',
  },
  identifies: {
    nobody: 'Lässt niemanden erkennen',
    computer: 'Lässt diesen Computer wiedererkennen, ohne Namen',
    order: 'Lässt diesen Vorgang wiedererkennen',
    owner: 'Nennt eine Person oder Firma',
  },
  absent: 'nicht in der Datei',
  none: 'keine',
  signature: 'Signatur',
  signatures: {
    request: ownSignature,
    license: vendorSignature,
    keyset: vendorSignature,
    return: ownSignature,
    activation: ownSignature,
  },
  signedBy: (keyId) => `Schlüssel ${keyId}`,
  fields: {
    request: {
      installationKey: { name: 'Installationsschlüssel', meaning: ownKey },
      requestId: { name: 'Anfragenummer', meaning: `${drawn} Die Lizenz nennt sie, damit beide zusammenfinden.` },
      product: { name: 'Produkt', meaning: 'Das Produkt, das eine Lizenz braucht.' },
      productVersion: { name: 'Produktversion', meaning: 'Die Version, die anfragt.' },
      createdAt: { name: 'Erstellt', meaning: 'Nach der Uhr des Computers, der die Anfrage erstellt hat.' },
      keysetVersion: { name: 'Version der Schlüsselliste', meaning: listVersion, values: { 0: 'noch keine Liste' } },
      bindingStrength: {
        name: 'Hardware-Abgleich',
        meaning: 'Wie genau die Anfrage die Hardware beschreibt.',
        values: { weak: 'weniger als drei Teile genannt', strong: 'mindestens drei Teile genannt' },
      },
      bindings: { name: 'Hardware', meaning: hash, none: 'keine Hardware genannt' },
    },
    license: {
      licenseId: { name: 'Lizenznummer', meaning: drawn },
      requestId: { name: 'Anfragenummer', meaning: 'Die Anfrage, auf die diese Lizenz antwortet.' },
      keyId: { name: 'Signaturschlüssel', meaning: 'Der Schlüssel des Herstellers, der signiert hat.' },
      product: { name: 'Produkt', meaning: 'Das Produkt, das laufen darf.' },
      licenseType: { name: 'Lizenztyp', meaning: 'Was bestellt wurde.' },
      holder: { name: 'Lizenziert für', meaning: 'So kennt der Hersteller den Kunden.', none: 'niemanden namentlich' },
      features: { name: 'Funktionen', meaning: 'Was die Lizenz freischaltet.', none: 'keine über das Produkt hinaus' },
      entitlements: { name: 'Weitere Rechte', meaning: 'Zum Beispiel auf Inhaltspakete.' },
      requiredBindings: {
        name: 'Teile, die stimmen müssen',
        meaning: 'Von der Hardware unten. Ist keine genannt, bedeutet die Zahl nichts.',
      },
      bindings: { name: 'Hardware', meaning: hash, none: 'keine Hardware: nur an den Installationsschlüssel gebunden' },
      installationKey: {
        name: 'Installationsschlüssel',
        meaning: 'Aus der Anfrage. Die Lizenz gilt nur für diese Installation.',
      },
      serialMasked: { name: 'Seriennummer', meaning: 'Ihre letzten fünf Zeichen.' },
      startDate: { name: 'Gültig ab', meaning: 'Vorher nicht gültig.' },
      stopDate: { name: 'Gültig bis', meaning: 'Ab diesem Zeitpunkt nicht mehr gültig.', none: 'kein Enddatum' },
      updateDate: { name: 'Verlängerung ab', meaning: 'Ab dann steht eine Verlängerung an.', none: 'keine vorgesehen' },
      initialActivationDate: { name: 'Erste Aktivierung', meaning: 'Seit wann dieser Computer eine Lizenz hat.' },
      issuedAt: { name: 'Ausgestellt', meaning: 'Nach der Uhr des Herstellers.' },
      licenseVersion: { name: 'Enthaltene Versionen', meaning: 'Produktversionen, für die sie gilt.' },
      clientProvidedVersion: { name: 'Anfragende Version', meaning: 'Aus der Anfrage.' },
    },
    keyset: {
      rootKeyId: {
        name: 'Signaturschlüssel',
        meaning: 'Der Hauptschlüssel des Herstellers, der die Liste signiert hat.',
      },
      product: { name: 'Produkt', meaning: 'Das Produkt, dessen Lizenzen diese Schlüssel signieren.' },
      epoch: { name: 'Epoche', meaning: 'Steigt, wenn Schlüssel widerrufen werden.' },
      version: { name: 'Version', meaning: 'Steigt mit jeder Liste.' },
      issuedAt: { name: 'Ausgestellt', meaning: 'Nach der Uhr des Herstellers.' },
      keys: { name: 'Schlüssel', meaning: 'Ein öffentlicher Schlüssel des Herstellers, und wann er signieren darf.' },
      revokedKeys: { name: 'Widerrufener Schlüssel', meaning: 'Seine Signaturen gelten nicht mehr.' },
      revokedLicenses: { name: 'Widerrufene Lizenz', meaning: 'Sie gilt nicht mehr.' },
    },
    return: {
      installationKey: { name: 'Installationsschlüssel', meaning: ownKey },
      licenseId: { name: 'Lizenznummer', meaning: 'Die Lizenz, die zurückgegeben wurde.' },
      product: { name: 'Produkt', meaning: 'Das Produkt, das auf diesem Computer nicht mehr läuft.' },
      counter: {
        name: 'Rückgaben bisher',
        meaning: 'Wie viele Lizenzen diese Installation zurückgegeben hat, diese mitgezählt.',
      },
      nonce: { name: 'Nummer des Scheins', meaning: drawn },
      returnedAt: { name: 'Zurückgegeben', meaning: 'Nach der Uhr des Computers, der die Lizenz zurückgegeben hat.' },
    },
    activation: {
      installationKey: { name: 'Installationsschlüssel', meaning: ownKey },
      licenseId: { name: 'Lizenznummer', meaning: 'Die Lizenz, die angekommen ist.' },
      product: { name: 'Produkt', meaning: 'Das Produkt, das auf dem Computer jetzt läuft.' },
      activatedAt: { name: 'Bestätigt', meaning: 'Nach der Uhr des Computers.' },
    },
  },

  details: {
    title: 'Einzelheiten',
    fingerprint: 'Fingerabdruck',
    fingerprintHint: 'Dieselbe Datei zeigt auf jedem Gerät denselben Fingerabdruck.',
    showFile: 'Datei zeigen',
    hideFile: 'Datei ausblenden',
    size: (bytes) => `${bytes} Bytes`,
    saveText: 'Als Text speichern',
    saved: (name) => `Gespeichert: ${name}`,
    unreadable: 'Diese Datei lässt sich hier nicht Feld für Feld zeigen, weil ihre Schlüssel nicht bekannt sind.',
    failed: 'Die Erklärungen konnten nicht geladen werden. Die Datei selbst ist vollständig:',
    inFile: 'In der Datei',
  },

  review: {
    hardware: 'Nicht genannt',
    name: 'Name',
    carried: (name) => `„${name}“: Code und Dateiname tragen ihn mit, außerhalb der Signatur.`,
    noHardware: 'Eine Webseite kann keine Hardware lesen. Deshalb ist kein Teil dieses Computers genannt.',
  },

  sheet: {
    titles: {
      request: 'Lizenzanfrage',
      license: 'Lizenz',
      licenses: 'Lizenzen mehrerer Computer',
      return: 'Rückgabeschein',
      activation: 'Bestätigung',
      file: 'Datei',
    },
    what: {
      request:
        'Dieses Blatt bittet den Hersteller um eine Lizenz für einen Computer. Scannen Sie den Code mit einem Handy, das Internet hat: Es öffnet die richtige Seite.',
      license:
        'Dieses Blatt bringt einem Computer seine Lizenz. Wählen Sie dort „Ich habe die Lizenz“ und zeigen Sie ihm den Code. Auf keinem anderen Computer gilt die Lizenz.',
      licenses:
        'Diese Blätter bringen den hier genannten Computern ihre Lizenzen. Zeigen Sie jedem Computer alle Codes: Er sucht sich seine Lizenz heraus.',
      return:
        'Dieses Blatt sagt dem Hersteller, dass ein Computer seine Lizenz zurückgegeben hat. Scannen Sie den Code mit einem Handy, das Internet hat.',
      activation:
        'Dieses Blatt sagt dem Handy, das eine Lizenz gebracht hat, dass sie angekommen ist. Scannen Sie den Code mit diesem Handy. Weiter geht er nicht.',
      file: 'Diese Codes enthalten eine Datei. Wählen Sie auf dem anderen Gerät „Datei einscannen“ und scannen Sie alle Codes.',
    },
    whatTitle: 'Was das ist',
    how: 'Der Code enthält die ganze Datei.',
    howSeveral: (codes) => `Die Datei steckt in ${codes} Codes. Scannen Sie alle, in beliebiger Reihenfolge.`,
    computer: 'Computer-ID',
    name: 'Name',
    product: 'Produkt',
    vendor: 'Hersteller',
    made: 'Erstellt',
    issued: 'Ausgestellt',
    returned: 'Zurückgegeben',
    confirmed: 'Bestätigt',
    byItsClock: (moment) => `${moment}, nach der Uhr des Computers`,
    byVendorClock: (moment) => `${moment}, nach der Uhr des Herstellers`,
    hardware: 'Hardware',
    parts: (count) => (count === 0 ? 'nicht genannt' : count === 1 ? '1 Teil genannt' : `${count} Teile genannt`),
    type: 'Lizenztyp',
    holder: 'Lizenziert für',
    serial: 'Seriennummer',
    until: 'Gültig bis',
    forever: 'kein Enddatum',
    features: 'Funktionen',
    license: 'Lizenznummer',
    licenses: 'Lizenzen',
    file: 'Dateiname',
    size: 'Größe',
    code: (code, codes) => `Code ${code} von ${codes}`,
    contents: {
      one: 'Alles, was im Code steht',
      several: 'Alles, was in den Codes steht',
    },
    field: 'Feld',
    meaning: 'Was es ist',
    signHere: 'Namen und Unterschriften',
    signers: ['Vorbereitet von', 'Geprüft von', 'Transportiert von'],
    lines: ['Name', 'Datum', 'Unterschrift'],
  },

  report: {
    title: (kind) => `${kind}: alles, was in der Datei steht`,
    file: 'Datei',
    computer: 'Computer-ID',
    size: 'Größe',
    inWords: 'In Worten',
    meaning: 'Bedeutung',
    identifies: 'Erkennbar',
    nothingElse:
      'Die Datei enthält diese Felder und sonst nichts. Namen, Adressen, Dateien und Benutzerkonten stehen nicht darin, außer wo ein Feld oben es sagt.',
    check:
      'Um zu prüfen, ob es die Datei ist, die Sie in der Hand haben, vergleichen Sie den SHA-256 (Linux: sha256sum DATEI; Windows: certutil -hashfile DATEI SHA256).',
    exact: 'Die Datei selbst',
  },
};
