import { stepOf } from '../../activation/screens.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** The steps of the trip: those behind, the current one, those ahead. A phone shows dots and the number. */
export function TripStrip() {
  const { journey, messages } = useWizard();
  const { screen, tool, outOfTerm } = journey.state.value;
  const current = stepOf(screen);
  const arrived = screen.at === 'activated' && (!tool || tool.place.isThere) && !outOfTerm;
  // Nothing has arrived from the machine yet, or nothing has to travel at all.
  const nothingBehind = screen.at === 'collect' || ('order' in screen && screen.order.for === 'this-machine');
  const { trip, shell } = messages;
  const ofGuide = journey.profile.stepNames === 'guide' ? trip.guideSteps : null;
  if (current === null) return <span />;

  return (
    <div class="trip">
      {current > 0 && (
        <span class="trip-short" aria-hidden="true">
          {shell.step(current, trip.steps.length)}
        </span>
      )}
      <ol class="trip-steps" aria-label={trip.label}>
        {trip.steps.map((name, index) => {
          const step = index + 1;
          const done = arrived || (step < current && !nothingBehind);
          const here = step === current && !arrived;
          return (
            <li key={name} class={here ? 'here' : done ? 'past' : ''} aria-current={here ? 'step' : undefined}>
              <span class="place" title={trip.places[index]} aria-hidden="true">
                {done ? <Glyph name="check" size={14} /> : step}
              </span>
              <span class="name">
                {name}
                {ofGuide && ofGuide[index] !== name && <span class="guide">{ofGuide[index]}</span>}
              </span>
              {done && <span class="unseen">({trip.finished})</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
