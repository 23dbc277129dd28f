import { useState } from 'preact/hooks';
import type { Journey } from '../../activation/journey.ts';
import { useWizard } from '../context.ts';

/** Deletes what this page has stored: names what is lost, in numbers, and takes two deliberate acts. */
export function DeleteEverything() {
  const { journey, messages, tool } = useWizard();
  const { delete: words } = messages.settings;
  const [isOpen, setOpen] = useState(false);
  const [understood, setUnderstood] = useState(false);
  const { busy } = journey.state.value;
  // The program keeps the machine's records; its commands remove them.
  if (tool) return null;
  const lost = lostWith(journey, words);
  const isReady = understood && !busy;
  return (
    <section>
      <h2>{words.title}</h2>
      <p>{words.text}</p>
      {!isOpen && (
        <button type="button" class="danger" onClick={() => setOpen(true)}>
          {words.title}…
        </button>
      )}
      {isOpen && (
        <fieldset class="ask">
          <legend>{lost.length > 0 ? words.lost : messages.settings.nothing}</legend>
          <ul>
            {lost.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <label class="switch">
            <input
              type="checkbox"
              checked={understood}
              onChange={(event) => setUnderstood(event.currentTarget.checked)}
            />
            <span>{words.understood}</span>
          </label>
          <div class="choices">
            <button
              type="button"
              class="danger"
              aria-disabled={!isReady}
              onClick={() => isReady && void journey.storage.wipe()}
            >
              {words.confirm}
            </button>
            <button type="button" onClick={() => setOpen(false)}>
              {messages.cancel}
            </button>
          </div>
        </fieldset>
      )}
    </section>
  );
}

type Words = ReturnType<typeof useWizard>['messages']['settings']['delete'];

/** @returns what cannot be had again without a further trip */
function lostWith({ state }: Journey, words: Words): readonly string[] {
  const { machine, carriedRequests, receipts } = state.value;
  const undelivered = carriedRequests.filter(({ stage, deliveredAt }) => stage === 'licensed' && !deliveredAt).length;
  const unanswered = carriedRequests.filter(({ stage }) => stage !== 'licensed').length;
  const unsent = receipts.filter(({ answer }) => !answer).length + machine.returns.filter(isUnsent).length;
  return [
    machine.license !== null && words.own,
    machine.request !== null && words.ownRequest,
    undelivered > 0 && words.undelivered(undelivered),
    unanswered > 0 && words.unanswered(unanswered),
    unsent > 0 && words.unsent(unsent),
  ].filter((item) => item !== false);
}

/** The machine shows the slip of its newest return; another device may have sent it. */
function isUnsent({ answer }: { readonly answer: unknown }, index: number, all: readonly unknown[]): boolean {
  return !answer && index === all.length - 1;
}
