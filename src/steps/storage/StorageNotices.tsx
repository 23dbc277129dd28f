import type { KeptRefusal } from '../../activation/records.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useWizard } from '../context.ts';

/** What every screen says of the browser's storage: it stores nothing, or something was deleted. */
export function StorageNotices() {
  const { journey } = useWizard();
  const { screen, storage, storageError } = journey.state.value;
  // It says all of this itself.
  if (screen.at === 'no-storage') return null;
  return (
    <>
      {storageError && <NotStored error={storageError} />}
      {storage.mode === 'memory' && <InMemory />}
      {storage.deleted && <Deleted />}
      <Evictable />
    </>
  );
}

/** Something is not stored, why, and what to press. */
function NotStored({ error }: { error: KeptRefusal }) {
  const { journey, messages } = useWizard();
  const { storage } = messages;
  const text = messages.refusal(error.code, error.details);
  const isTaken = error.code === 'storage-superseded' || error.code === 'storage-too-new';
  const act = () => (isTaken ? journey.reload() : void journey.storage.retry());
  const label = isTaken ? storage.reload : error.code === 'storage-lost' ? storage.storeAgain : storage.retry;
  return (
    <Notice tone="warning" title={messages.notices.storageError} action={<Button onPress={act}>{label}</Button>}>
      {text.title}. {text.next}{' '}
      <span class="hint">
        {messages.refusalLabels.code}: <code translate={false}>{error.code}</code>
      </span>
    </Notice>
  );
}

/** The person has chosen to go on without storage. */
function InMemory() {
  const { journey, messages, tool } = useWizard();
  const { role } = journey.state.value;
  if (role === null || tool) return null;
  return <Notice tone="warning">{messages.storage.inMemory[role]}</Notice>;
}

/** The browser has deleted what an earlier visit had stored. */
function Deleted() {
  const { journey, messages } = useWizard();
  const { deleted } = journey.state.value.storage;
  const words = messages.storage.deleted;
  if (!deleted) return null;
  return (
    <Notice
      tone="warning"
      title={`${words.title}.`}
      action={<Button onPress={journey.storage.acknowledgeDeletion}>{words.close}</Button>}
    >
      {deleted.machine && words.machine} {deleted.carried > 0 && words.carried(deleted.carried)}
    </Notice>
  );
}

/** Once: requests wait in a browser that has not promised to keep them. */
function Evictable() {
  const { journey, messages } = useWizard();
  if (!journey.storage.isEvictionHintDue()) return null;
  const close = () => void journey.storage.closeEvictionHint();
  return (
    <Notice
      action={
        <Button look="quiet" small onPress={close}>
          {messages.storage.evictableClose}
        </Button>
      }
    >
      {messages.storage.evictable}
    </Notice>
  );
}
