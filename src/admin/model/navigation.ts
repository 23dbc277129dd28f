import { type ReadonlySignal, signal } from '@preact/signals';
import type { AdminPorts } from '../ports.ts';
import type { ActivationModel } from './activationModel.ts';
import type { FileActions } from './files.ts';
import type { Lists } from './lists.ts';
import type { SerialModel } from './serialModel.ts';
import type { Session } from './session.ts';
import { fragmentOf, listOf, type Section, type View, viewOf } from './view.ts';

/** Which view is on screen. The address holds it, so that links, Back and reload work. */
export interface Navigation {
  readonly view: ReadonlySignal<View>;
  /** What the token allows anything of. */
  available(): readonly Section[];
  show(view: View): void;
  /** Reads the data on screen again. */
  refresh(): void;
  /** @returns fragment of the previous view */
  cameFrom(): string;
  /** Opens the view of the address, or the first section that the token allows. */
  begin(): void;
  listen(): void;
}

const sections = ['activations', 'serials', 'telephone'] as const satisfies readonly Section[];

interface Readable {
  readonly lists: Lists;
  readonly activation: ActivationModel;
  readonly serial: SerialModel;
  readonly files: FileActions;
}

export function createNavigation(
  { location }: Pick<AdminPorts, 'location'>,
  session: Session,
  { lists, activation, serial, files }: Readable,
): Navigation {
  const view = signal<View>(viewOf(location.fragment));
  let previous = '';
  const isAllowed: Readonly<Record<Section, () => boolean>> = {
    activations: () => session.can('activations:read'),
    serials: () => session.can('serials:read') || session.can('serials:write'),
    telephone: () => session.can('activations:write'),
  };
  const available = () => sections.filter((section) => isAllowed[section]());

  /** Lists that are on screen stay visible while they load again. */
  function load(wanted: View): void {
    const { at } = wanted;
    if (session.state.value.at !== 'in' || !session.can(`${listOf(wanted)}:read`)) return;
    if (at === 'activations') void lists.activations.refresh();
    if (at === 'serials') void lists.serials.refresh();
    if (at === 'activation') void activation.show(wanted.id);
    if (at === 'serial') {
      void serial.show(wanted.id);
      void lists.seats.refresh();
    }
  }

  function open(wanted: View): void {
    if (fragmentOf(wanted) === fragmentOf(view.value)) return;
    if (wanted.at === 'serial') lists.seats.clear();
    files.closeRefusal();
    previous = fragmentOf(view.value);
    view.value = wanted;
    load(wanted);
  }

  return {
    view,
    available,
    show(wanted) {
      if (fragmentOf(wanted) !== location.fragment) location.visit(fragmentOf(wanted));
      open(wanted);
    },
    refresh: () => load(view.value),
    cameFrom: () => previous,
    begin() {
      const [first = 'activations'] = available();
      if (location.fragment === '' && first !== view.value.at) open({ at: first });
      else load(view.value);
    },
    listen: () => void location.onChange(() => open(viewOf(location.fragment))),
  };
}
