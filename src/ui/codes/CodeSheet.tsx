import { type SpellingAlphabet, spelled } from '../../typed/spelling.ts';
import type { CodeWords } from './words.ts';

interface CodeSheetProps {
  /** Name of the code, such as `words.kinds.installation`. */
  readonly title: string;
  /** What to do with it, in a sentence or two. */
  readonly text: string;
  /** Canonical. */
  readonly groups: readonly string[];
  readonly alphabet: SpellingAlphabet;
  /** Such as computer ID, product and date. */
  readonly facts: readonly (readonly [term: string, value: string])[];
  readonly words: CodeWords;
}

/** A code on paper, for `layOnPaper`. Load `sheet.css` with it. */
export function CodeSheet({ title, text, groups, alphabet, facts, words }: CodeSheetProps) {
  return (
    <section class="sheet code-sheet">
      <header>
        <h1>{title}</h1>
        <dl>
          {facts.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </header>
      <p>{text}</p>
      <ol dir="ltr" translate={false}>
        {groups.map((group, place) => (
          <li key={place}>
            <span class="group-number">{place + 1}</span>
            <span class="code-text">{group}</span>
            {alphabet !== 'letters' && <span class="group-spelled">{spelled(group, alphabet)}</span>}
          </li>
        ))}
      </ol>
      <p>{words.sheet.groups(groups.length)}</p>
    </section>
  );
}
