import type { ListedDocument } from '../../activation/documentsOf.ts';
import { fingerprintOf } from '../../documents/contents/fingerprint.ts';
import { documentRows, type RowTexts } from '../../messages/documentRows.ts';

/** Rows that fit one side in large type, beside the signatures. */
const mostInLargeType = 15;

interface ContentsTableProps {
  readonly document: ListedDocument;
  /** Whether the table says what it lists: where there are several. */
  readonly named: boolean;
  readonly texts: RowTexts;
}

/** Everything that a document holds, on paper. */
export function ContentsTable({ document: { type, file, contents }, named, texts }: ContentsTableProps) {
  const { words } = texts;
  const { sheet, details } = words;
  if (!contents) return <p>{details.unreadable}</p>;
  const rows = documentRows(contents, texts);
  return (
    <table class={`sheet-contents fields-of ${rows.length > mostInLargeType ? '' : 'roomy'}`.trim()}>
      {named && (
        <caption>
          {words.kinds[type]} <bdi dir="ltr">{fingerprintOf(file)}</bdi>
        </caption>
      )}
      <thead>
        <tr>
          <th scope="col">{sheet.field}</th>
          <th scope="col">{details.inFile}</th>
          <th scope="col">{sheet.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, value, inWords, meaning, identifies }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              {value !== null && (
                <bdi class="written" dir="ltr">
                  {value}
                </bdi>
              )}
              {inWords !== null && <span>{inWords}</span>}
            </td>
            <td>
              {meaning} {identifies !== 'nobody' && <em>{words.identifies[identifies]}.</em>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
