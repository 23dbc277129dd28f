import type { ComponentChildren } from 'preact';
import { type Code, drawingOf } from '../../activation/transfer/codes.ts';
import { fingerprintOf, sha256Text } from '../../documents/contents/fingerprint.ts';
import type { RowTexts } from '../../messages/documentRows.ts';
import { CodePicture } from '../../ui/CodePicture.tsx';
import { ContentsTable } from './ContentsTable.tsx';
import type { Sheet, SheetFact } from './sheet.ts';

interface PaperProps {
  readonly sheet: Sheet;
  readonly codes: readonly Code[];
  readonly texts: RowTexts;
  /** Lists the computers of a file with the licenses of several. */
  readonly children?: ComponentChildren;
}

/**
 * The sheets for a secure room. One code takes the first side, as large as it can be; everything that it holds, and the
 * signatures, are on the second. Several codes come after that, numbered and named: sheets get mixed up.
 */
export function Paper({ sheet, codes, texts, children }: PaperProps) {
  const { words } = texts;
  const { kind, documents } = sheet;
  const [only] = codes.length === 1 ? codes : [];
  return (
    <>
      <section class={only ? 'sheet first-side' : 'sheet'}>
        <Head sheet={sheet} texts={texts} />
        <Summary sheet={sheet} codes={codes.length} texts={texts} />
        {only && (
          <figure class="sheet-code">
            <CodePicture drawing={drawingOf(only)} />
            <figcaption>
              <bdi dir="ltr">{sheet.subject}</bdi>
            </figcaption>
          </figure>
        )}
      </section>
      <section class={only ? 'sheet second-side' : 'sheet'}>
        {only && <Head sheet={sheet} texts={texts} />}
        {kind !== 'licenses' && documents.length > 0 && (
          <>
            <h2>{words.sheet.contents[only ? 'one' : 'several']}</h2>
            {documents.map((one) => (
              <ContentsTable key={fingerprintOf(one.file)} document={one} named={documents.length > 1} texts={texts} />
            ))}
          </>
        )}
        {children}
        <p class="sheet-hash">
          SHA-256 <bdi dir="ltr">{sha256Text(sheet.file)}</bdi>
        </p>
        <Signatures texts={texts} />
      </section>
      {!only && <Codes codes={codes} subject={sheet.subject} texts={texts} />}
    </>
  );
}

function Head({ sheet: { kind, machine, name }, texts: { words } }: { sheet: Sheet; texts: RowTexts }) {
  const { titles, computer: label } = words.sheet;
  return (
    <header class="sheet-head">
      <h1>{titles[kind]}</h1>
      {machine !== null && (
        <p class="sheet-computer">
          <span>{label}</span> <bdi dir="ltr">{machine}</bdi>
          {name !== '' && <strong>{name}</strong>}
        </p>
      )}
    </header>
  );
}

interface SummaryProps {
  readonly sheet: Sheet;
  readonly codes: number;
  readonly texts: RowTexts;
}

function Summary({ sheet: { kind, facts, file }, codes, texts: { words } }: SummaryProps) {
  const { sheet, details } = words;
  const all: readonly SheetFact[] = [...facts, [details.fingerprint, fingerprintOf(file)]];
  return (
    <div class="sheet-summary">
      <div>
        <h2>{sheet.whatTitle}</h2>
        <p>{sheet.what[kind]}</p>
        <p>{codes === 1 ? sheet.how : sheet.howSeveral(codes)}</p>
      </div>
      <dl>
        {all.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Signatures({ texts: { words } }: { texts: RowTexts }) {
  const { signHere, signers, lines } = words.sheet;
  return (
    <div class="sheet-signatures">
      <h2>{signHere}</h2>
      <ul>
        {signers.map((signer) => (
          <li key={signer}>
            <strong>{signer}</strong>
            {lines.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface CodesProps {
  readonly codes: readonly Code[];
  readonly subject: string;
  readonly texts: RowTexts;
}

function Codes({ codes, subject, texts: { words } }: CodesProps) {
  return (
    <section class="sheet codes">
      {codes.map((code, index) => (
        <figure key={code.text}>
          <CodePicture drawing={drawingOf(code)} />
          <figcaption>
            <strong>{words.sheet.code(index + 1, codes.length)}</strong> <bdi dir="ltr">{subject}</bdi>
          </figcaption>
        </figure>
      ))}
    </section>
  );
}
