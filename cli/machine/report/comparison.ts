import type { LicenseComparison, LicenseSummary } from '../../../src/verify/compareLicenses.ts';
import { tableOf } from '../../table.ts';
import { licenseTexts } from './texts.ts';

const texts = {
  installed: 'installed',
  offered: 'brought now',
  lost: 'would be lost',
  oneLine: (license: string, end: string) => `${license} (${end})`,
  until: (day: string) => `until ${day}`,
} as const;

const typeOf = ({ licenseType, holder }: LicenseSummary) => licenseTexts.typeFor(licenseType, holder);
const endOf = ({ stopDate }: LicenseSummary) => (stopDate ? licenseTexts.end(stopDate) : licenseTexts.noEnd);

/** @returns both licenses, side by side */
export function comparisonTable({ installed, offered, lost }: LicenseComparison): string {
  const row = (name: string, of: (license: LicenseSummary) => string) => [name, of(installed), of(offered)];
  return tableOf([
    ['', texts.installed, texts.offered],
    row(licenseTexts.licenseType, typeOf),
    row(licenseTexts.features, ({ features }) => features.join(', ')),
    row(licenseTexts.until, endOf),
    ...(lost.length > 0 ? [[texts.lost, '', lost.join(', ')]] : []),
  ]);
}

/** @returns both licenses and what would get worse, for an error in one line */
export function comparisonDetails({ installed, offered, worse }: LicenseComparison): Readonly<Record<string, string>> {
  const line = (license: LicenseSummary) =>
    texts.oneLine(typeOf(license), license.stopDate ? texts.until(endOf(license)) : endOf(license));
  return { installed: line(installed), offered: line(offered), worse: worse.join(', ') };
}
