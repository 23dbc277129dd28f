import { fingerprintOf } from '../../documents/contents/fingerprint.ts';
import type { LicenseFields } from '../../documents/license.ts';
import { machineId } from '../../documents/machineId.ts';
import type { DocumentWords } from '../../messages/documentWords.ts';
import { endDateIn } from '../../messages/endDate.ts';
import type { Wizard } from '../context.ts';
import type { Sheet } from './sheet.ts';

interface ComputersTableProps {
  readonly sheet: Sheet;
  readonly wizard: Wizard;
  readonly words: DocumentWords;
}

/** The computers whose licenses are in one file, on paper. */
export function ComputersTable({ sheet: { documents, names }, wizard, words }: ComputersTableProps) {
  const { journey, messages } = wizard;
  const { sheet, details } = words;
  const end = endDateIn(messages.language, 'medium');
  const licenses = documents.flatMap(({ type, file, contents }) =>
    type === 'license' && contents ? { file, license: contents.values as unknown as LicenseFields } : [],
  );
  return (
    <table class="sheet-contents">
      <caption>{sheet.licenses}</caption>
      <thead>
        <tr>
          {[sheet.computer, sheet.name, sheet.type, sheet.holder, sheet.until, details.fingerprint].map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {licenses.map(({ file, license }) => {
          const computer = machineId(license.installationKey);
          return (
            <tr key={license.licenseId}>
              <th scope="row">
                <bdi dir="ltr">{computer}</bdi>
              </th>
              <td>{names.get(computer)}</td>
              <td>{journey.nameOfType(license.licenseType, license.product)}</td>
              <td>{license.holder}</td>
              <td>{license.stopDate ? end(license.stopDate) : sheet.forever}</td>
              <td>
                <bdi class="written" dir="ltr">
                  {fingerprintOf(file)}
                </bdi>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
