import { Glyph } from '../steps/Glyph.tsx';
import { useDesk } from './context.ts';

/** What concerns every view: no network, serial numbers not saved yet; and what is read out. */
export function News() {
  const { desk, messages } = useDesk();
  const minted = desk.minting.minted.value;
  const isElsewhere = desk.view.value.at !== 'mint' || desk.session.state.value.at !== 'in';
  return (
    <div class="news">
      <p class="unseen" role="status">
        <Said />
      </p>
      <div role="status">
        {!desk.online.value && (
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
          {desk.session.state.value.at === 'in' && <a href="#mint">{messages.mint.show}</a>}
        </p>
      )}
    </div>
  );
}

/** A new element for each piece of news, so that the same words are read out again. */
function Said() {
  const { desk, messages } = useDesk();
  const told = desk.told.value;
  return told && <span key={keyOf(told)}>{told.say(messages)}</span>;
}

const keys = new WeakMap<object, number>();
let lastKey = 0;

function keyOf(told: object): number {
  const key = keys.get(told) ?? ++lastKey;
  keys.set(told, key);
  return key;
}
