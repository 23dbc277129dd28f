import type { RefusalDetails } from '../../refusal.ts';
import type { ToolMessages } from '../en/tool.ts';
import type { RefusalText } from '../refusalText.ts';

const format = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeStyle: 'short' });
const at = (instant: string) => format.format(new Date(instant));

const goOn = ({ kept }: RefusalDetails) =>
  `Sie können auch weitermachen: Die Lizenz wird dann in ${kept} aufbewahrt und kann später an ihren Platz.`;

const returnReceiptHere: RefusalText = {
  title: 'Das ist ein Rückgabebeleg',
  why: 'Er gibt die Lizenz eines Computers an den Hersteller zurück. Hier wird eine Lizenz gebraucht.',
  next: 'Öffnen Sie den Beleg auf einem Gerät mit Internet. Bringen Sie eine Lizenz hierher.',
};

export const tool: ToolMessages = {
  leaves: {
    read: 'Als Hash, der nur für dieses Produkt gilt',
    missing: 'Wird nicht gesendet: Dieser Computer zeigt keine',
    placeholder: 'Wird nicht gesendet: Der Gerätehersteller hat einen Platzhalter gelassen, den viele Computer haben',
    'no-rights': 'Wird nicht gesendet: Nur ein Administrator darf das lesen',
    container: 'Wird nicht gesendet: Es gehört zum Container und entsteht mit ihm neu',
    privacy:
      'Kein Name, keine Adresse, keine Dateien, keine Nummern der Hardware selbst. An den Hashes erkennt der Hersteller, dass es wieder derselbe Computer ist.',
    noRights:
      'Als Administrator gestartet (sudo) sieht das Programm mehr von diesem Computer, und die Lizenz verträgt mehr Änderungen der Hardware.',
    weak: 'Es wurden weniger als drei Teile gefunden. Die Anforderung sagt das, und vielleicht nimmt der Hersteller sie nicht an.',
    inContainer: (name) =>
      `Dies ist ein Container (${name}). Auf einem anderen Computer gilt eine hier gemachte Lizenz nicht.`,
    inVirtualMachine: (name) =>
      `Dies ist eine virtuelle Maschine${name && ` (${name})`}. Was sie zeigt, geht beim Kopieren mit und kann sich beim Umziehen ändern.`,
  },

  placed: {
    at: 'Installiert in',
    kept: 'Aufbewahrt in',
    nowhere:
      'Der Hersteller hat nicht angegeben, wo das Produkt seine Lizenz liest. In dessen Anleitung steht, wohin sie kopiert wird.',
    clock: ({ now, floor }) =>
      `Die Uhr dieses Computers ist verdächtig: Sie zeigt ${at(now)}, und ${at(floor)} ist schon vorbei. Stellen Sie Datum, Uhrzeit und Zeitzone richtig. Stimmen sie, ging die Uhr einmal vor: Holen Sie eine weitere Lizenz, dann ist es behoben.`,
    end: 'Sie können diese Seite jetzt schließen und das Programm im Terminal mit Strg-C beenden.',
  },

  unplaced: {
    title: 'Die Lizenz ist sicher, aber nicht an ihrem Platz',
    lead: 'Sie gilt für diesen Computer und ist auf ihm aufbewahrt. Eines bleibt zu tun:',
    belongs: 'Gehört nach',
    retry: 'An ihren Platz bringen',
    working: 'Wird geschrieben …',
    command: 'Befehl für einen Administrator',
  },

  beforeYouGo: 'Bevor Sie die Lizenz holen:',
  before: {
    'target-folder-missing': (details) =>
      `Den Ordner ${details.folder}, in den die Lizenz soll, gibt es nicht. Installieren Sie zuerst das Produkt. ${goOn(details)}`,
    'target-forbidden': (details) =>
      `Dieses Benutzerkonto darf nicht in ${details.folder} schreiben, wohin die Lizenz soll. Bitten Sie einen Administrator um das Recht dazu. ${goOn(details)}`,
    'target-read-only': (details) =>
      `${details.folder}, wohin die Lizenz soll, liegt auf einem Laufwerk, das sich nur lesen lässt. Machen Sie es beschreibbar. ${goOn(details)}`,
    'target-full': (details) =>
      `Das Laufwerk von ${details.folder}, wohin die Lizenz soll, ist voll. Schaffen Sie dort Platz. ${goOn(details)}`,
    'target-unwritable': (details) =>
      `${details.path}, wohin die Lizenz soll, lässt sich nicht schreiben (${details.reason}). Prüfen Sie Pfad und Laufwerk. ${goOn(details)}`,
  },

  refusals: {
    'document-type-wrong': ({ expected, found }) =>
      expected === 'license' && found === 'return' ? returnReceiptHere : null,
    'key-unknown': {
      title: 'Diese Lizenz ist nicht vom Hersteller signiert',
      why: 'Der Schlüssel, mit dem sie signiert ist, ist hier nicht bekannt. Die Lizenz kann von jemand anderem sein, oder neuer als das, was der Hersteller eingerichtet hat.',
      next: 'Holen Sie die Lizenz direkt beim Aktivierungsdienst des Herstellers: Neuere Schlüssel kommen mit ihr. Haben Sie das getan, brauchen Sie auch ein neues Herstellerprofil.',
    },
    'wizard-ended': {
      title: 'Das Programm hinter dieser Seite ist beendet',
      why: 'Diese Seite arbeitet mit „keyferry machine wizard“ zusammen, und das antwortet nicht mehr oder wurde neu gestartet.',
      next: 'Starten Sie es in einem Terminal neu und öffnen Sie die Adresse, die es zeigt. Alles Aufbewahrte ist dann wieder da.',
    },
    'keep-failed': ({ path, reason }) => ({
      title: 'Dieser Computer konnte es nicht aufbewahren',
      why: `${path} lässt sich nicht schreiben (${reason}). Deshalb wurde nichts getan.`,
      next: 'Schaffen Sie Platz oder prüfen Sie, wem der Ordner gehört. Versuchen Sie es dann noch einmal.',
    }),
    'installation-key-damaged': ({ path }) => ({
      title: 'Der Schlüssel dieser Installation ist beschädigt',
      why: `${path} ist nicht mehr so, wie er geschrieben wurde.`,
      next: 'Holen Sie ihn aus einer Sicherung zurück. Gibt es keine, schieben Sie ihn beiseite und machen Sie eine neue Anforderung.',
    }),
    'installation-key-missing': {
      title: 'Der Schlüssel dieser Installation ist nicht hier',
      why: 'Nur er kann einen Rückgabebeleg signieren, und dieses Benutzerkonto hat für das Produkt keinen.',
      next: 'Starten Sie den Assistenten als der Benutzer, der die Lizenz angefordert hat.',
    },
    'license-missing': {
      title: 'Hier ist keine Lizenz mehr',
      why: 'Sie wurde zurückgegeben oder entfernt, vielleicht in einem anderen Fenster.',
      next: 'Laden Sie die Seite neu.',
    },
    'license-nowhere': ({ path, reason }) => ({
      title: 'Die Lizenz ließ sich nirgends schreiben',
      why: `Sie gilt für diesen Computer, aber es fehlt der Platz oder das Recht zu schreiben: ${path} (${reason}).`,
      next: 'Behalten Sie die Lizenz auf dem Gerät, von dem sie kam. Schaffen Sie hier Platz und bringen Sie sie noch einmal.',
    }),
    'return-unwritten': ({ path }) => ({
      title: 'Die Lizenz wurde nicht zurückgegeben',
      why: `Dass sie zurückgegeben ist, muss zuerst aufgeschrieben sein, und das ging nicht (${path}).`,
      next: 'Schaffen Sie Platz oder prüfen Sie, wem die Ordner gehören. Versuchen Sie es dann noch einmal.',
    }),
    'target-folder-missing': ({ folder }) => ({
      title: 'Der Ordner für die Lizenz fehlt',
      why: `Den Ordner ${folder} gibt es nicht. Vielleicht ist das Produkt noch nicht installiert.`,
      next: 'Installieren Sie das Produkt oder legen Sie den Ordner an. Drücken Sie dann auf die Schaltfläche.',
    }),
    'target-forbidden': ({ folder }) => ({
      title: 'Dieses Benutzerkonto darf dort nicht schreiben',
      why: `In ${folder} darf nur ein Administrator schreiben.`,
      next: 'Bitten Sie einen Administrator, den Befehl unten auszuführen, oder um das Recht, in diesen Ordner zu schreiben. Drücken Sie dann auf die Schaltfläche.',
    }),
    'target-read-only': ({ folder }) => ({
      title: 'Das Laufwerk lässt sich nur lesen',
      why: `${folder} liegt auf einem Laufwerk, auf das sich nichts schreiben lässt.`,
      next: 'Machen Sie das Laufwerk beschreibbar. Drücken Sie dann auf die Schaltfläche.',
    }),
    'target-full': ({ folder }) => ({
      title: 'Das Laufwerk ist voll',
      why: `In ${folder} ist kein Platz mehr.`,
      next: 'Schaffen Sie dort Platz. Drücken Sie dann auf die Schaltfläche.',
    }),
    'target-unwritable': ({ path, reason }) => ({
      title: 'Die Lizenzdatei lässt sich nicht schreiben',
      why: `Das System verweigert ${path} (${reason}).`,
      next: 'Prüfen Sie Pfad und Laufwerk. Drücken Sie dann auf die Schaltfläche.',
    }),
  },

  guard: {
    'wizard-host-wrong': (address) => `Dieses Programm antwortet nur unter ${address} und nur auf diesem Computer.`,
    'wizard-token-missing': () =>
      'Diese Adresse geht nur mit dem Token, das „keyferry machine wizard“ in seinem Terminal gezeigt hat, und in dem Browser, in dem sie damit geöffnet wurde. Öffnen Sie die ganze Adresse.',
    'wizard-token-used': () =>
      'Diese Adresse wurde schon einmal geöffnet, in einem anderen Browser oder Fenster, und gilt nur einmal. Machen Sie dort weiter. Oder drücken Sie im Terminal Strg-C und starten Sie „keyferry machine wizard“ neu: Es zeigt eine neue Adresse, und nichts geht verloren. Haben nicht Sie sie geöffnet, dann beenden Sie das Programm jetzt.',
    'wizard-origin-foreign': () => 'Andere Seiten bekommen von diesem Programm nichts.',
  },
};
