import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** What was scanned is not on disk: said in the camera as well, which covers the page's notices. */
export function StorageWarning() {
  const { journey, messages } = useWizard();
  const { storageError } = journey.state.value;
  const text = storageError && messages.refusal(storageError.code, storageError.details);
  return (
    <div role="status">
      {text && (
        <p class="notice warning">
          <Glyph name="alert" size={20} />
          <span>
            <strong>{messages.notices.storageError}</strong> {text.title}. {text.next}
          </span>
        </p>
      )}
    </div>
  );
}
