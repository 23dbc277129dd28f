import type { TourProgress } from '../../activation/courier/tour.ts';
import { tourActions } from '../../activation/courier/tour.ts';
import type { CarriedRequest } from '../../activation/records.ts';
import { Button } from '../../ui/Button.tsx';
import { ListRow } from '../../ui/ListRow.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { useWizard } from '../context.ts';

/** The machines of a tour in their order, which can be changed; any of them can be shown out of its turn. */
export function TourOrder({ progress: { stops, current } }: { readonly progress: TourProgress }) {
  const { journey, messages } = useWizard();
  const { tour: words, id } = messages.identity;
  const second = stops[1];
  return (
    <details class="tour-order">
      <summary>{words.order}</summary>
      <ul class="list">
        {stops.map((stop) => (
          <ListRow
            key={stop.requestId}
            title={stop.name ? <bdi>{stop.name}</bdi> : <bdi dir="ltr">{stop.machine}</bdi>}
            detail={
              <span dir="ltr" translate={false}>
                {id} {stop.machine}
              </span>
            }
            state={<State stop={stop} isCurrent={stop === current} />}
            onOpen={() => journey.part(tourActions).visit(stop.requestId)}
          />
        ))}
      </ul>
      {second && current && current !== stops[0] && (
        <Button small onPress={() => journey.part(tourActions).moveUp(current.requestId)}>
          {words.earlier(current.name || current.machine)}
        </Button>
      )}
    </details>
  );
}

function State({ stop, isCurrent }: { readonly stop: CarriedRequest; readonly isCurrent: boolean }) {
  const { messages } = useWizard();
  const { states } = messages.identity.tour;
  if (stop.deliveredAt !== null) return <Pill tone="good">{states.delivered}</Pill>;
  return isCurrent ? <Pill tone="accent">{states.current}</Pill> : <Pill>{states.waiting}</Pill>;
}
