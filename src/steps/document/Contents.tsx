import { useState } from 'preact/hooks';
import type { ListedDocument } from '../../activation/documentsOf.ts';
import { fingerprintOf } from '../../documents/contents/fingerprint.ts';
import { documentReport } from '../../messages/documentReport.ts';
import { type DocumentRow, documentRows, type RowTexts } from '../../messages/documentRows.ts';
import type { DocumentWords } from '../../messages/documentWords.ts';
import { useWizard } from '../context.ts';
import { FileText } from './FileText.tsx';
import { rowTexts } from './rowTexts.ts';

/** What is not in a file, and why. */
export type AbsentField = readonly [name: string, reason: string];

export interface ContentsProps {
  /** Exact bytes of one document, or of several one after another. */
  readonly file: Uint8Array;
  /** As the file is saved; names the report as well. */
  readonly fileName: string;
  /** What is missing that a reader may look for. */
  readonly absent?: (words: DocumentWords) => readonly AbsentField[];
  readonly words: DocumentWords;
}

/** Everything that a file holds, field by field, with its fingerprint, the file itself and a report to save. */
export function Contents({ file, fileName, absent: explainAbsent, words }: ContentsProps) {
  const wizard = useWizard();
  const texts = rowTexts(wizard, words);
  const documents = wizard.journey.documentsOf(file);
  const absent = explainAbsent?.(words) ?? [];
  const { details } = words;
  return (
    <div class="contents">
      {documents.map((one, at) => (
        <section key={one.type + at}>
          {documents.length > 1 && (
            <h2>
              {words.kinds[one.type]} <bdi dir="ltr">{fingerprintOf(one.file)}</bdi>
            </h2>
          )}
          <Fields document={one} texts={texts} absent={absent} />
        </section>
      ))}
      <p class="fingerprint">
        {details.fingerprint} <bdi dir="ltr">{fingerprintOf(file)}</bdi>
        <span class="hint">{details.fingerprintHint}</span>
      </p>
      <details class="file">
        <summary>{details.showFile}</summary>
        <FileText file={file} />
      </details>
      <SaveReport documents={documents} fileName={fileName} texts={texts} absent={absent} />
    </div>
  );
}

interface FieldsProps {
  readonly document: ListedDocument;
  readonly texts: RowTexts;
  readonly absent: readonly AbsentField[];
}

function Fields({ document: { type, contents }, texts, absent }: FieldsProps) {
  const { words } = texts;
  if (!contents) return <p class="note">{words.details.unreadable}</p>;
  return (
    <dl class="document-fields" aria-label={words.kinds[type]}>
      {documentRows(contents, texts).map((row) => (
        <FieldRow key={row.name} row={row} words={words} />
      ))}
      {absent.map(([name, reason]) => (
        <div class="document-field" key={name}>
          <dt>{name}</dt>
          <dd>{reason}</dd>
        </div>
      ))}
    </dl>
  );
}

function FieldRow({ row, words }: { readonly row: DocumentRow; readonly words: DocumentWords }) {
  const { name, element, value, inWords, meaning, identifies } = row;
  return (
    <div class="document-field">
      <dt>
        {name}
        <bdi class="element" dir="ltr" translate={false}>
          {element}
        </bdi>
      </dt>
      <dd>
        {value !== null && (
          <bdi class="written" dir="ltr" translate={false}>
            {value}
          </bdi>
        )}
        {inWords !== null && <span>{inWords}</span>}
        {meaning !== '' && <span class="hint">{meaning}</span>}
        <span class={`identifies ${identifies}`}>{words.identifies[identifies]}</span>
      </dd>
    </div>
  );
}

interface SaveReportProps {
  readonly documents: readonly ListedDocument[];
  readonly fileName: string;
  readonly texts: RowTexts;
  readonly absent: readonly AbsentField[];
}

function SaveReport({ documents, fileName, texts, absent }: SaveReportProps) {
  const { journey } = useWizard();
  const [announcement, setAnnouncement] = useState('');
  const { details } = texts.words;
  const notes = absent.map(([name, reason]) => `${name}: ${reason}`);

  function save(): void {
    const reports = documents.flatMap(({ file, contents }) =>
      contents ? documentReport({ name: fileName, file, contents, notes }, texts) : [],
    );
    setAnnouncement(details.saved(journey.saveText(`${fileName}.txt`, reports.join('\n\n'))));
  }

  if (!documents.some(({ contents }) => contents)) return null;
  return (
    <div class="choices">
      <button type="button" onClick={save}>
        {details.saveText}
      </button>
      <p class="announcement" role="status">
        {announcement}
      </p>
    </div>
  );
}
