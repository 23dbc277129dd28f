import { daysUntil } from '../src/documents/lastDay.ts';
import type { RefusalCode } from '../src/refusal.ts';
import type { LicenseState } from '../src/verify/licenseState.ts';

/** What is said of a license to the person in front of the product. */
interface StateTexts {
  readonly renewal: (product: string) => string;
  readonly ending: (product: string, lastDay: string, days: number) => string;
  readonly grace: (product: string, lastDay: string, until: string) => string;
  readonly clock: (now: string, floor: string) => string;
  /** For every reason without a text of its own. */
  readonly refused: (product: string, code: RefusalCode) => string;
  readonly reasons: Partial<Record<RefusalCode, (product: string) => string>>;
}

const texts: Readonly<Record<'en' | 'de', StateTexts>> = {
  en: {
    renewal: (product) => `A renewal of your ${product} license is due.`,
    ending: (product, lastDay, days) =>
      `Your ${product} license is valid until ${lastDay}: ${days === 1 ? '1 day' : `${days} days`} left. Renew it in time.`,
    grace: (product, lastDay, until) =>
      `Your ${product} license was valid until ${lastDay}. The program still runs until ${until}. Renew the license.`,
    clock: (now, floor) =>
      `This computer’s clock shows ${now}, but it has shown ${floor} before. Correct the date, time and time zone. If they ` +
      'are correct, the clock was ahead once: get a new license.',
    refused: (product, code) => `This license of ${product} is not valid here (${code}). Request a new one.`,
    reasons: {
      'license-missing': (product) => `There is no license of ${product} on this computer. Activate the program.`,
      'license-expired': (product) => `Your ${product} license has ended. Renew it.`,
      'license-returned': (product) =>
        `The license of ${product} was returned on this computer. Activate the program again.`,
      'license-revoked': (product) => `The vendor has revoked this license of ${product}. Contact the vendor.`,
      'key-revoked': (product) =>
        `This license of ${product} is signed with a key that the vendor has revoked. Request a new license.`,
      'machine-other': (product) =>
        `This license of ${product} is for another computer, or too much of this one has changed. Request a new license.`,
      'license-not-yet-valid': (product) =>
        `This license of ${product} is not valid yet. Check this computer’s date and time.`,
      'stored-unreadable': (product) => `The license file of ${product} cannot be read. Check its permissions.`,
    },
  },
  de: {
    renewal: (product) => `Ihre Lizenz für ${product} sollte jetzt verlängert werden.`,
    ending: (product, lastDay, days) =>
      `Ihre Lizenz für ${product} gilt bis ${lastDay}, noch ${days === 1 ? '1 Tag' : `${days} Tage`}. Verlängern Sie sie rechtzeitig.`,
    grace: (product, lastDay, until) =>
      `Ihre Lizenz für ${product} galt bis ${lastDay}. Das Programm läuft noch bis ${until}. Verlängern Sie die Lizenz.`,
    clock: (now, floor) =>
      `Die Uhr dieses Computers zeigt ${now}, hat aber schon ${floor} gezeigt. Stellen Sie Datum, Uhrzeit und Zeitzone ` +
      'richtig. Wenn sie stimmen, ging die Uhr einmal vor: Holen Sie eine neue Lizenz.',
    refused: (product, code) => `Diese Lizenz für ${product} gilt hier nicht (${code}). Fordern Sie eine neue an.`,
    reasons: {
      'license-missing': (product) =>
        `Auf diesem Computer ist keine Lizenz für ${product}. Aktivieren Sie das Programm.`,
      'license-expired': (product) => `Ihre Lizenz für ${product} ist abgelaufen. Verlängern Sie sie.`,
      'license-returned': (product) =>
        `Die Lizenz für ${product} wurde auf diesem Computer zurückgegeben. Aktivieren Sie das Programm neu.`,
      'license-revoked': (product) =>
        `Der Hersteller hat diese Lizenz für ${product} widerrufen. Wenden Sie sich an ihn.`,
      'key-revoked': (product) =>
        `Diese Lizenz für ${product} ist mit einem widerrufenen Schlüssel signiert. Fordern Sie eine neue Lizenz an.`,
      'machine-other': (product) =>
        `Diese Lizenz für ${product} gilt für einen anderen Computer, oder an diesem hat sich zu viel geändert. Fordern ` +
        'Sie eine neue Lizenz an.',
      'license-not-yet-valid': (product) =>
        `Diese Lizenz für ${product} gilt noch nicht. Prüfen Sie Datum und Uhrzeit dieses Computers.`,
      'stored-unreadable': (product) =>
        `Die Lizenzdatei von ${product} kann nicht gelesen werden. Prüfen Sie ihre Zugriffsrechte.`,
    },
  },
};

/**
 * @param product its name
 * @param language such as `de-AT`; by default the system's
 * @returns one to three sentences; empty for a license of which nothing is to be said
 */
export function messageOf(state: LicenseState, product: string, now: Date, language?: string): string {
  const tag = language ?? new Intl.DateTimeFormat().resolvedOptions().locale;
  const words = /^de\b/i.test(tag) ? texts.de : texts.en;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const written = new Intl.DateTimeFormat(words === texts.de ? 'de' : 'en', options);
    return (instant: string, before = 0) => written.format(Date.parse(instant) - before);
  };
  const day = format({ dateStyle: 'long' });
  const moment = format({ dateStyle: 'long', timeStyle: 'short' });
  switch (state.state) {
    case 'active':
      return state.renewalDue ? words.renewal(product) : '';
    case 'expires-soon':
      // Ends are exclusive: people read the last day.
      return words.ending(product, day(state.stopDate, 1), daysUntil(state.stopDate, now));
    case 'grace':
      return words.grace(product, day(state.stopDate, 1), day(state.graceUntil, 1));
    case 'clock-suspect':
      return words.clock(moment(state.now), moment(state.floor));
    case 'refused':
      return words.reasons[state.code]?.(product) ?? words.refused(product, state.code);
  }
}
