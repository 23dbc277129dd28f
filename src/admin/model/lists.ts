import { type ReadonlySignal, signal } from '@preact/signals';
import type { Activation, ActivationState } from '../../contract/admin/activations.ts';
import type { Seat, Serial } from '../../contract/admin/serials.ts';
import type { AdminPorts } from '../ports.ts';
import type { Announce } from './announcements.ts';
import { createList, type List, type ListState } from './list.ts';
import type { Session } from './session.ts';

/** The lists of the page. */
export interface Lists {
  readonly activations: List<Activation>;
  /** Which activations are listed; null for all. */
  readonly filter: ReadonlySignal<ActivationState | null>;
  readonly serials: List<Serial>;
  /** Seats in use of the serial number on screen. */
  readonly seats: List<Seat>;
  choose(filter: ActivationState | null): void;
  clear(): void;
}

/**
 * @param product id of the product that the lists show; null for all
 * @param serialOnScreen id of the serial number whose seats are listed
 */
export function createLists(
  { later }: Pick<AdminPorts, 'later'>,
  session: Session,
  announce: Announce,
  product: () => string | null,
  serialOnScreen: () => string,
): Lists {
  const filter = signal<ActivationState | null>(null);
  const arrived = <Row>({ rows, next }: ListState<Row>, added: number | null) => {
    const count = rows?.length ?? 0;
    announce(({ list }) => (added === null ? list.found(count, next !== null) : list.added(added, count)));
  };
  const activations = createList<Activation>({
    search: (text, cursor) =>
      session.call((api) => api.searchActivations(text, { state: filter.value, product: product() }, cursor)),
    later,
    arrived,
  });
  const serials = createList<Serial>({
    search: (text, cursor) => session.call((api) => api.searchSerials(text, product(), cursor)),
    later,
    arrived,
  });
  const seats = createList<Seat>({
    search: (_, cursor) => session.call((api) => api.seatsOf(serialOnScreen(), cursor)),
    later,
    arrived: (state, added) => added !== null && arrived(state, added),
  });
  return {
    activations,
    serials,
    seats,
    filter,
    choose(chosen) {
      filter.value = chosen;
      void activations.refresh();
    },
    clear() {
      for (const list of [activations, serials, seats]) list.clear();
      filter.value = null;
    },
  };
}
