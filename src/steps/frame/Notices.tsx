import { useWizard } from '../context.ts';
import { UnusedItems } from '../intake/UnusedItems.tsx';
import { StorageNotices } from '../storage/StorageNotices.tsx';

/** Notices on every screen: something is not stored, the service is slow, a newer version is ready. */
export function Notices() {
  const { journey, messages, tool } = useWizard();
  const { updateReady, slowCalls, screen } = journey.state.value;
  return (
    <div class="notices" role="status">
      <StorageNotices />
      <UnusedItems />
      {slowCalls > 0 && screen.at !== 'waiting' && <p class="notice">{messages.connection.slow}</p>}
      {tool && <tool.BeforeYouGo />}
      {updateReady && (
        <p class="notice">
          <span>{messages.notices.update}</span>
          <button type="button" onClick={journey.update}>
            {messages.notices.updateNow}
          </button>
        </p>
      )}
    </div>
  );
}
