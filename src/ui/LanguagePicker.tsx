import { languageNames } from '../messages/names.ts';

interface LanguagePickerProps {
  readonly label: string;
  /** Tag of the language in use (BCP 47). */
  readonly language: string;
  readonly choose: (tag: string) => void;
}

/** Lists each language by its own name. */
export function LanguagePicker({ label, language, choose }: LanguagePickerProps) {
  return (
    <label class="language">
      {label}
      <select value={language} onChange={(event) => choose(event.currentTarget.value)}>
        {Object.entries(languageNames).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
