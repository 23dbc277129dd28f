import { endDateIn } from '../src/messages/endDate.ts';
import type { LicenseState } from '../src/verify/licenseState.ts';
import { type LicenseTexts, licenseTexts } from './texts.ts';

/**
 * Says in one or two sentences what a license's state means, and what to do; nothing of a license that is simply valid.
 *
 * @param state from `checkLicense`
 * @param language language tag (BCP 47) of the person, the system's by default; English where there is no other text
 * @param timeZone IANA name; by default that of this system
 */
export function messageOf(state: LicenseState, language = systemLanguage(), timeZone?: string): string {
  const { texts, tag } = textsFor(language);
  const end = endDateIn(tag, 'long', timeZone);
  switch (state.state) {
    case 'active':
      return state.renewalDue ? texts.renewalDue : '';
    case 'expires-soon':
      return texts.expiresSoon(end(state.stopDate), state.daysLeft);
    case 'grace':
      return texts.grace(end(state.stopDate), end(state.graceUntil));
    case 'clock-suspect':
      return texts.clockSuspect;
    case 'refused':
      return refusedText(state, texts, end);
  }
}

const systemLanguage = () => new Intl.DateTimeFormat().resolvedOptions().locale;

/** Any other tag may be one that `Intl` refuses, such as `C.UTF-8` of a system. */
function textsFor(language: string): { readonly texts: LicenseTexts; readonly tag: string } {
  const primary = /^([a-z]{2})(?:-[A-Z]{2})?$/.exec(language)?.[1];
  const texts = primary === undefined ? undefined : licenseTexts[primary];
  return texts ? { texts, tag: language } : { texts: licenseTexts.en as LicenseTexts, tag: 'en' };
}

function refusedText(
  { code, details }: Extract<LicenseState, { state: 'refused' }>,
  texts: LicenseTexts,
  end: (instant: string) => string,
): string {
  if (code === 'license-expired') return texts.expired(end(String(details.stopDate)));
  const text = texts.refused[code];
  if (text !== undefined) return text;
  return /^(?:file|envelope|document|payload|signature)-/.test(code) ? texts.damaged : texts.other(code);
}
