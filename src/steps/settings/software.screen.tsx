import { software } from 'virtual:bundled-software';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** The packages that this page contains, with their licenses. */
export default function Software() {
  const { messages } = useWizard();
  const { settings } = messages;
  return (
    <ScreenFrame title={settings.software} lead={settings.softwareText(software.length - 1)}>
      <div class="software" lang="en" dir="ltr" translate={false}>
        {software.map(({ name, version, license, text }) => (
          <details key={name}>
            <summary>
              <strong>{name}</strong> {version} · {license}
            </summary>
            <pre dir="ltr" translate={false}>
              {text}
            </pre>
          </details>
        ))}
      </div>
    </ScreenFrame>
  );
}
