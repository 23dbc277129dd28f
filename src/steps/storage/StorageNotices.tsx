import type { KeptRefusal } from '../../activation/records.ts';
import { Glyph } from '../../ui/Glyph.tsx';
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
  const isSuperseded = error.code === 'storage-superseded' || error.code === 'storage-too-new';
  const act = () => (isSuperseded ? journey.reload() : void journey.storage.retry());
  const label = isSuperseded ? storage.reload : error.code === 'storage-lost' ? storage.storeAgain : storage.retry;
  return (
    <p class="notice warning">
      <Glyph name="alert" size={20} />
      <span>
        <strong>{messages.notices.storageError}</strong> {text.title}. {text.next}{' '}
        <span class="hint">
          {messages.refusalLabels.code}: <code translate={false}>{error.code}</code>
        </span>
      </span>
      <button type="button" onClick={act}>
        {label}
      </button>
    </p>
  );
}

/** The person has chosen to go on without storage. */
function InMemory() {
  const { journey, messages, tool } = useWizard();
  const { role } = journey.state.value;
  if (role === null || tool) return null;
  return (
    <p class="notice warning">
      <Glyph name="alert" size={20} />
      <span>{messages.storage.inMemory[role]}</span>
    </p>
  );
}

/** The browser has deleted what an earlier visit had stored. */
function Deleted() {
  const { journey, messages } = useWizard();
  const { deleted } = journey.state.value.storage;
  const words = messages.storage.deleted;
  if (!deleted) return null;
  return (
    <p class="notice warning">
      <Glyph name="alert" size={20} />
      <span>
        <strong>{words.title}.</strong> {deleted.machine && words.machine}{' '}
        {deleted.carried > 0 && words.carried(deleted.carried)}
      </span>
      <button type="button" onClick={journey.storage.acknowledgeDeletion}>
        {words.close}
      </button>
    </p>
  );
}

/** Once: requests wait in a browser that has not promised to keep them. */
function Evictable() {
  const { journey, messages } = useWizard();
  if (!journey.storage.isEvictionHintDue()) return null;
  return (
    <p class="notice">
      <span>{messages.storage.evictable}</span>
      <button type="button" onClick={() => void journey.storage.closeEvictionHint()}>
        {messages.storage.evictableClose}
      </button>
    </p>
  );
}
