import { type Code, drawingOf } from '../../activation/outgoing.ts';
import type { Messages } from '../../messages/languages.ts';
import { CodePicture } from '../../ui/CodePicture.tsx';

interface PaperProps {
  readonly codes: readonly Code[];
  /** What the codes hold, as a person knows it. Untrusted where it is the name of a file. */
  readonly subject: string;
  readonly words: Messages['paper'];
}

/** Numbered codes, several a sheet, each with what it belongs to: sheets are mixed up and get lost. */
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
