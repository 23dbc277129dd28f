import { useState } from 'preact/hooks';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** The copies of replaced and declined licenses, newest first. */
export function EarlierLicenses() {
  const { journey, messages } = useWizard();
  const [saved, setSaved] = useState('');
  const { earlier } = messages.renewal;
  const licenses = journey.machine.earlierLicenses();
  const day = new Intl.DateTimeFormat(messages.language, { dateStyle: 'medium' });
  if (licenses.length === 0) return null;
  return (
    <details>
      <summary>{earlier.title}</summary>
      <p class="hint">{earlier.text}</p>
      <ul class="records">
        {[...licenses].reverse().map((license) => (
          <li key={license.content.licenseId}>
            <button type="button" onClick={() => setSaved(journey.machine.saveEarlier(license))}>
              <Glyph name="download" size={20} />
              {earlier.save(
                journey.nameOfType(license.content.licenseType),
                day.format(new Date(license.content.issuedAt)),
              )}
            </button>
          </li>
        ))}
      </ul>
      <p class="announcement" role="status">
        {saved && messages.license.saved(saved)}
      </p>
    </details>
  );
}
