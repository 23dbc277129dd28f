import { toInstant } from '../../documents/instant.ts';
import type { Engine } from '../engine.ts';
import type { TakenDocument } from '../intake/arrivals.ts';
import type { CarriedRequest } from '../records.ts';
import type { Screen, ScreenAt } from '../screens.ts';
import { deliveredAt } from './deliveries.ts';

/** Where a delivery tour stands. */
export interface TourProgress {
  /** The machines in their order, with whether each has its license. */
  readonly stops: readonly CarriedRequest[];
  /** The machine in front; null when each has its license. */
  readonly current: CarriedRequest | null;
  /** Place of the current machine, from 1. */
  readonly place: number;
  readonly delivered: number;
}

type Tour = ScreenAt<'next-machine'>;

const tourIn = (screen: Screen): Tour | null => (screen.at === 'next-machine' ? screen : null);

/** Leads through a room of machines, one license after another. The screen holds the order, so it survives a reload. */
export function tourActions(engine: Engine) {
  const { ports, state, show, guarded, keepCarriedRequest } = engine;

  const stopsOf = ({ requestIds }: Tour) =>
    requestIds.flatMap((id) => state.value.carriedRequests.find((one) => one.requestId === id && one.license) ?? []);

  /** Shows the first machine from a place on, round to the beginning, that has no license yet. */
  function goOn(tour: Tour, from: number): void {
    const stops = stopsOf(tour);
    const waiting = [...stops.slice(from), ...stops.slice(0, from)].find((one) => one.deliveredAt === null);
    const requestIds = stops.map(({ requestId }) => requestId);
    show({ at: 'next-machine', requestIds, current: waiting?.requestId ?? null }, 'replace');
  }

  const placeOf = (tour: Tour) => stopsOf(tour).findIndex(({ requestId }) => requestId === tour.current);

  return {
    /**
     * Begins with the machines that have no license yet.
     *
     * @param requestIds in the order of the tour; those without a license are left out
     */
    begin(requestIds: readonly string[]): void {
      const licensed = stopsOf({ at: 'next-machine', requestIds, current: null });
      const [first] = licensed.filter((one) => one.deliveredAt === null);
      const ids = licensed.map(({ requestId }) => requestId);
      show({ at: 'next-machine', requestIds: ids, current: first?.requestId ?? null });
    },

    progress(tour: Tour): TourProgress {
      const stops = stopsOf(tour);
      const place = placeOf(tour);
      const delivered = stops.filter((one) => one.deliveredAt !== null).length;
      return { stops, current: stops[place] ?? null, place: place + 1, delivered };
    },

    /** Notes that the machine in front has its license, and shows the next. */
    deliver: (): Promise<void> =>
      guarded(async () => {
        const tour = tourIn(state.value.screen);
        if (!tour?.current) return;
        await keepCarriedRequest(tour.current, deliveredAt(toInstant(ports.now())));
        goOn(tour, placeOf(tour));
      }),

    /** Shows the next machine; this one keeps its place, and its turn comes again. */
    skip(): void {
      const tour = tourIn(state.value.screen);
      if (tour) goOn(tour, placeOf(tour) + 1);
    },

    ...tourOrderActions(engine),

    /**
     * Goes on by itself: an activation receipt leads to the next machine, the request of a machine of the tour to that.
     *
     * @returns whether it went on
     */
    follow([only, another]: readonly TakenDocument[]): boolean {
      const tour = tourIn(state.value.screen);
      if (!tour || !only || another || !stopsOf(tour).some(({ requestId }) => requestId === only.id)) return false;
      if (only.type === 'request') {
        show({ at: 'next-machine', requestIds: tour.requestIds, current: only.id }, 'replace');
        return true;
      }
      if (only.type !== 'activation') return false;
      goOn(tour, stopsOf(tour).findIndex(({ requestId }) => requestId === only.id) + 1);
      return true;
    },
  };
}

/** The person knows the room: another machine may come first. */
function tourOrderActions({ state, show }: Engine) {
  return {
    /** Shows a machine out of its turn. */
    visit(requestId: string): void {
      const tour = tourIn(state.value.screen);
      if (tour) show({ at: 'next-machine', requestIds: tour.requestIds, current: requestId }, 'replace');
    },

    /** Moves a machine one place forwards in the order. */
    moveUp(requestId: string): void {
      const tour = tourIn(state.value.screen);
      if (!tour) return;
      const at = tour.requestIds.indexOf(requestId);
      const before = tour.requestIds[at - 1];
      if (before === undefined) return;
      const requestIds = tour.requestIds.map((id) => (id === before ? requestId : id === requestId ? before : id));
      show({ ...tour, requestIds }, 'replace');
    },
  };
}
