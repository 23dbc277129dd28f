import { useEffect, useState } from 'preact/hooks';
import { useWizard } from '../context.ts';
import { sizeIn } from '../fileTransfer/fileSize.ts';

/** What this page has stored in the browser, how long it stays, and how much space it takes. */
export function Stored() {
  const { journey, messages, tool } = useWizard();
  const { settings } = messages;
  const { machine, carriedRequests, receipts, fileTransfer, storage } = journey.state.value;
  const used = useSpace();
  const licenses = carriedRequests.filter(({ stage }) => stage === 'licensed').length;
  const requests = carriedRequests.length - licenses;
  const items = [
    !tool && machine.license !== null && settings.ownLicense,
    !tool && machine.request !== null && settings.ownRequest,
    machine.earlier.length > 0 && settings.earlier(machine.earlier.length),
    requests > 0 && settings.requests(requests),
    licenses > 0 && settings.licenses(licenses),
    receipts.length > 0 && settings.slips(receipts.length),
    fileTransfer.unsaved.length > 0 && settings.files(fileTransfer.unsaved.length),
  ].filter((item) => item !== false);
  return (
    <>
      <h2>{settings.stored}</h2>
      {items.length === 0 ? (
        <p>{settings.nothing}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      {requests + licenses + receipts.length > 0 && (
        <button type="button" onClick={journey.openExport}>
          {messages.shell.exchange}
        </button>
      )}
      {tool && <p>{settings.byProgram}</p>}
      <p>{storage.mode === 'memory' ? settings.memory : settings.howLong}</p>
      {storage.mode === 'disk' && (
        <p>
          {storage.isPersistent ? settings.persistent : settings.evictable}{' '}
          {used !== null && settings.space(sizeIn(messages.language, used))}
        </p>
      )}
    </>
  );
}

/** @returns bytes; null where the browser does not say */
function useSpace(): number | null {
  const { journey } = useWizard();
  const [used, setUsed] = useState<number | null>(null);
  useEffect(() => {
    let isGone = false;
    void journey.storage.readSpace().then(({ usage }) => !isGone && setUsed(usage));
    return () => {
      isGone = true;
    };
  }, [journey]);
  return used;
}
