import { stepOf } from '../../activation/screens.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

const glyphs = ['computer', 'phone', 'computer'] as const;

/** The trip: the device of each step, the current step, and what travels between them. */
export function TripStrip() {
  const { journey, messages } = useWizard();
  const { screen, tool, outOfTerm } = journey.state.value;
  const current = stepOf(screen);
  const arrived = screen.at === 'activated' && (!tool || tool.place.isThere) && !outOfTerm;
  // Nothing has arrived from the machine yet, or nothing has to travel at all.
  const nothingBehind = screen.at === 'collect' || ('order' in screen && screen.order.for === 'this-machine');
  const { trip } = messages;
  if (current === null) return null;
  const between = [null, trip.travels.request, trip.travels.license];

  return (
    <ol class="trip" aria-label={trip.label}>
      {trip.steps.map((name, index) => {
        const step = index + 1;
        const done = arrived || (step < current && !nothingBehind);
        const here = step === current && !arrived;
        return (
          <li key={name} class={here ? 'here' : done ? 'past' : ''} aria-current={here ? 'step' : undefined}>
            {between[index] && <span class="travels">{between[index]}</span>}
            <span class="place" title={trip.places[index]}>
              <Glyph name={done ? 'check' : (glyphs[index] ?? 'computer')} size={20} />
            </span>
            <span class="name">{name}</span>
            {done && <span class="unseen">({trip.finished})</span>}
          </li>
        );
      })}
    </ol>
  );
}
