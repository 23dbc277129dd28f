import { Glyph } from '../../ui/Glyph.tsx';
import { useAdmin } from '../context.ts';

/** Notices for every view (offline, unsaved serial numbers) and the live region for announcements. */
export function Notices() {
  const { admin, messages } = useAdmin();
  const minted = admin.minting.minted.value;
  const isElsewhere = admin.navigation.view.value.at !== 'mint' || admin.session.state.value.at !== 'in';
  return (
    <div class="notices">
      <p class="unseen" role="status">
        <Said />
      </p>
      <div role="status">
        {!admin.online.value && (
          <p class="notice warning">
            <Glyph name="offline" size={20} />
            <span>{messages.offline}</span>
          </p>
        )}
      </div>
      {minted && !minted.kept && isElsewhere && (
        <p class="notice warning">
          <Glyph name="alert" size={20} />
          <span>{messages.mint.waiting(minted.serials.length)}</span>
          {admin.session.state.value.at === 'in' && <a href="#mint">{messages.mint.show}</a>}
        </p>
      )}
    </div>
  );
}

/** Renders each announcement as a new element, so that screen readers read a repeated sentence again. */
function Said() {
  const { admin, messages } = useAdmin();
  const announcement = admin.announcements.latest.value;
  return announcement && <span key={keyOf(announcement)}>{announcement.say(messages)}</span>;
}

const keys = new WeakMap<object, number>();
let lastKey = 0;

function keyOf(announcement: object): number {
  const key = keys.get(announcement) ?? ++lastKey;
  keys.set(announcement, key);
  return key;
}
