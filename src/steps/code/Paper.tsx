import { type Code, drawingOf } from '../../activation/transfer/outgoing.ts';
import type { Messages } from '../../messages/languages.ts';
import { CodePicture } from '../../ui/CodePicture.tsx';

interface PaperProps {
  readonly codes: readonly Code[];
  /** Names the content for people. Untrusted where it is a file name. */
  readonly subject: string;
  readonly words: Messages['paper'];
}

/** Numbered codes, several on a sheet, each with its subject: sheets get mixed up. */
export function Paper({ codes, subject, words }: PaperProps) {
  const several = codes.length > 1;
  return (
    <>
      <p>{several ? words.howToSeveral : words.howTo}</p>
      <div class={several ? 'sheets' : 'sheets one'}>
        {codes.map((code, index) => (
          <figure key={code.text}>
            <CodePicture drawing={drawingOf(code)} />
            <figcaption>
              {several && <strong>{words.page(index + 1, codes.length)}</strong>} <bdi dir="ltr">{subject}</bdi>
            </figcaption>
          </figure>
        ))}
      </div>
    </>
  );
}
