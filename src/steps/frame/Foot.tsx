import { useEffect, useState } from 'preact/hooks';
import { LanguagePicker } from '../../ui/LanguagePicker.tsx';
import { useWizard } from '../context.ts';

/** One quiet row: the device's role, the computer ID, the language, and whether the page works offline. */
export function Foot() {
  const { journey, messages, chooseLanguage } = useWizard();
  const { role, screen, machine } = journey.state.value;
  const { name } = machine;
  const id = role === 'machine' ? journey.machineId.value : null;
  const worksOffline = useWorksOffline() && role !== 'courier';
  const { shell } = messages;
  return (
    <footer class="foot">
      {role && screen.at !== 'role' && <span>{shell.roles[role]}</span>}
      {id && (
        <span>
          {name !== '' && (
            <>
              <bdi>{name}</bdi>
              {' · '}
            </>
          )}
          {messages.identity.id}{' '}
          <strong dir="ltr" translate={false}>
            {id}
          </strong>
        </span>
      )}
      <LanguagePicker label={messages.chooseLanguage} language={messages.language} choose={chooseLanguage} />
      {worksOffline && <span class="foot-end">{shell.worksOffline}</span>}
    </footer>
  );
}

/** A local file needs nothing else, the command line tool serves this machine, and a service worker has all files. */
function useWorksOffline(): boolean {
  const { journey, tool } = useWizard();
  const worker = typeof navigator === 'undefined' ? undefined : navigator.serviceWorker;
  const [isControlled, setControlled] = useState(Boolean(worker?.controller));
  useEffect(() => {
    const look = () => setControlled(Boolean(worker?.controller));
    worker?.addEventListener('controllerchange', look);
    return () => worker?.removeEventListener('controllerchange', look);
  }, [worker]);
  return journey.opened === 'file' || tool !== null || isControlled;
}
