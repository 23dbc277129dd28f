import type { RefusalTexts } from '../refusalText.ts';

const reasons: Readonly<Record<string, string>> = {
  malformed: 'Er ist nicht vollständig: Ein Zugangsschlüssel beginnt mit kfa_ und hat 47\u00a0Zeichen.',
  expired: 'Er galt nur für eine bestimmte Zeit, und die ist vorbei.',
  revoked: 'Bis eben galt er noch. Also hat ihn wohl jemand widerrufen.',
};

function seconds(number: unknown): string {
  return Number(number) === 1 ? 'eine Sekunde' : `${number}\u00a0Sekunden`;
}

function pause(number: unknown): string {
  return number ? seconds(number) : 'eine Minute';
}

function inTime(number: unknown): string {
  return number ? `in ${seconds(number).replace('eine ', 'einer ')}` : 'in einer Minute';
}

const operators = 'Sagen Sie den Betreibern den Fehlercode unten';

/** What a refusal means to the people at the vendor's desk, where that is not what it means at the wizard. */
export const refusals: Partial<RefusalTexts> = {
  'token-refused': ({ reason }) => ({
    title: 'Dieser Zugangsschlüssel gilt nicht',
    why: reasons[String(reason)] ?? 'Er wurde falsch eingegeben, ist abgelaufen oder wurde widerrufen.',
    next: 'Kopieren Sie den ganzen Zugangsschlüssel und fügen Sie ihn noch einmal ein, oder bitten Sie die Betreiber des Aktivierungsdienstes um einen neuen.',
  }),
  'token-scope-missing': ({ scope }) => ({
    title: 'Ihr Zugangsschlüssel erlaubt das nicht',
    why: typeof scope === 'string' ? `Ihm fehlt das Recht ${scope}.` : 'Ihm fehlt ein Recht, das dafür nötig ist.',
    next: 'Bitten Sie die Betreiber des Aktivierungsdienstes um einen, der es hat.',
  }),
  'activation-unknown': {
    title: 'Diese Aktivierung gibt es nicht',
    why: 'Die Adresse wurde abgeschnitten oder falsch eingegeben, oder sie gehört zu einem anderen Dienst.',
    next: 'Suchen Sie die Aktivierung in der Liste.',
  },
  'serial-unknown': {
    title: 'Diese Seriennummer gibt es nicht',
    why: 'Die Adresse wurde abgeschnitten oder falsch eingegeben, oder sie gehört zu einem anderen Dienst.',
    next: 'Suchen Sie die Seriennummer in der Liste.',
  },
  'serial-terms-invalid': {
    title: 'So lassen sich keine Seriennummern erzeugen',
    why: 'Eine Angabe ist nicht, wie sie sein muss.',
    next: 'Berichtigen Sie sie und versuchen Sie es noch einmal. Es wurde nichts erzeugt.',
  },
  'machine-changed': {
    title: 'Der Platz gehört inzwischen zu anderer Hardware',
    why: 'Diese Lizenz ist für den Computer, wie er früher war. Für den jetzigen wurde eine neuere ausgestellt.',
    next: 'Suchen Sie weiter unten die neueste Lizenz dieses Platzes und stellen Sie diese neu aus.',
  },
  'serial-refused': {
    title: 'Die Seriennummer ist gesperrt',
    why: 'Die Lizenz müsste neu gemacht werden, und aus einer gesperrten Seriennummer entsteht keine.',
    next: 'Entsperren Sie zuerst die Seriennummer, wenn das richtig ist.',
  },
  'serial-expired': {
    title: 'Die Seriennummer ist abgelaufen',
    why: 'Die Lizenz müsste neu gemacht werden, und die verkaufte Zeit ist vorbei.',
    next: 'Verkaufen Sie dem Kunden eine neue Seriennummer.',
  },
  'seat-released': {
    title: 'Dieser Platz wurde schon aufgegeben',
    why: 'Der Computer hat ihn zurückgegeben, oder er wurde hier freigegeben.',
    next: 'Laden Sie die Seite neu, um den jetzigen Stand zu sehen. Eine Lizenz für diesen Computer braucht einen neuen Auftrag.',
  },
  'too-many-attempts': ({ retryAfter }) => ({
    title: 'Zu viele Zugangsschlüssel galten nicht',
    why: 'Aus diesem Netzwerk wurden viele versucht, die es nicht gibt. Vielleicht benutzt noch etwas einen alten.',
    next: `Warten Sie ${pause(retryAfter)} und fügen Sie dann den ganzen Zugangsschlüssel noch einmal ein.`,
  }),
  'network-offline': {
    title: 'Keine Netzwerkverbindung',
    why: 'Dieser Computer ist nicht verbunden.',
    next: 'Verbinden Sie ihn und versuchen Sie es noch einmal. Ihre Eingaben gehen nicht verloren.',
  },
  'service-unreachable': {
    title: 'Der Aktivierungsdienst antwortet nicht',
    why: 'Vielleicht wurde er angehalten, oder der Weg zu ihm ist unterbrochen.',
    next: 'Versuchen Sie es noch einmal. Bleibt er weg, sagen Sie es den Betreibern.',
  },
  'service-busy': ({ retryAfter }) => ({
    title: 'Der Aktivierungsdienst ist überlastet',
    why: 'Es kamen viele Anfragen auf einmal.',
    next: `Versuchen Sie es ${inTime(retryAfter)} noch einmal.`,
  }),
  'service-fault': {
    title: 'Der Aktivierungsdienst ist gestört',
    why: 'Er hat geantwortet, konnte seine Arbeit aber nicht tun.',
    next: `Versuchen Sie es in ein paar Minuten noch einmal. ${operators}, wenn das nicht hilft. Im Protokoll steht mehr.`,
  },
  'service-request-invalid': {
    title: 'Der Aktivierungsdienst hat das nicht verstanden',
    why: 'Vielleicht ist diese Seite älter als der Dienst.',
    next: `Laden Sie die Seite neu. ${operators}, wenn das nicht hilft.`,
  },
};
