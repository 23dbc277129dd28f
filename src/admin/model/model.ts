import { effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { AdminMessages } from '../../messages/admin/languages.ts';
import type { Refusal } from '../../refusal.ts';
import type { VendorProfile } from '../../vendor/profile.ts';
import type { AdminPorts } from '../ports.ts';
import type { Activation, ActivationFilter, Seat, Serial } from '../wire.ts';
import { type ActivationModel, createActivationModel } from './activationModel.ts';
import { createList, type List, type ListState } from './list.ts';
import { createMintModel, type MintModel } from './mintModel.ts';
import { createSerialModel, type SerialModel } from './serialModel.ts';
import { asRefusal, createSession, type Session } from './session.ts';
import { fragmentOf, listOf, type View, viewOf } from './view.ts';

/** Something to tell the person, in whatever language they read. */
export type Announcement = (messages: AdminMessages) => string;

/** Everything the page shows and does. */
export interface Desk {
  readonly profile: VendorProfile;
  readonly session: Session;
  readonly view: ReadonlySignal<View>;
  readonly activations: List<Activation>;
  /** Which activations are listed; null: all. */
  readonly filter: ReadonlySignal<ActivationFilter | null>;
  readonly serials: List<Serial>;
  /** Those of the serial number that is shown, as far as they are taken. */
  readonly seats: List<Seat>;
  readonly activation: ActivationModel;
  readonly serial: SerialModel;
  readonly minting: MintModel;
  /** The latest news; a new object each time, so that the same words are read out again. */
  readonly announcement: ReadonlySignal<{ readonly say: Announcement } | null>;
  readonly online: ReadonlySignal<boolean>;
  readonly exporting: ReadonlySignal<{ readonly busy: boolean; readonly refusal: Refusal | null }>;
  /** Whether `/` leads to the search; WCAG 2.2, 2.1.4: it can be turned off. */
  readonly shortcut: Signal<boolean>;
  /** The lists of which the token allows anything. */
  lists(): readonly ('activations' | 'serials')[];
  start(): Promise<void>;
  show(view: View): void;
  choose(filter: ActivationFilter | null): void;
  /** Reads anew what is shown. */
  refresh(): void;
  signOut(): void;
  exportList(): Promise<void>;
  /** @returns what came of it, for the person */
  save(name: string, bytes: Uint8Array): Announcement;
  /** @returns whether it was possible */
  copy(text: string): Promise<boolean>;
  /** @param id of a license type @returns what people call it */
  nameOfType(id: string): string;
  /** @returns the fragment of the view before this one */
  cameFrom(): string;
  now(): Date;
}

export function createAdminModel(ports: AdminPorts, profile: VendorProfile): Desk {
  const session = createSession(ports);
  const view = signal<View>(viewOf(ports.location.fragment));
  const announcement = signal<{ say: Announcement } | null>(null);
  const online = signal(ports.connection.online);
  const exporting = signal<{ busy: boolean; refusal: Refusal | null }>({ busy: false, refusal: null });
  const filter = signal<ActivationFilter | null>(null);
  const shortcut = signal(ports.choices.read('shortcut') !== 'off');
  const tell = (say: Announcement) => {
    announcement.value = { say };
  };
  const arrived = <Row>({ rows, next }: ListState<Row>, added: number | null) => {
    const count = rows?.length ?? 0;
    tell(({ list }) => (added === null ? list.found(count, next !== null) : list.added(added, count)));
  };
  const { later } = ports;
  const activations = createList<Activation>({
    search: (text, cursor) => session.call((api) => api.searchActivations(text, filter.value, cursor)),
    later,
    arrived,
  });
  const serials = createList<Serial>({
    search: (text, cursor) => session.call((api) => api.searchSerials(text, cursor)),
    later,
    arrived,
  });
  const seats = createList<Seat>({
    search: (_, cursor) => session.call((api) => api.seatsOf(serial.state.value.id ?? '', cursor)),
    later,
    arrived: (state, added) => added !== null && arrived(state, added),
  });
  const activation = createActivationModel(session, {
    released: () => tell(({ activation: words }) => words.released),
    reissued: (outcome) => tell(({ license }) => license.outcomes[outcome]),
  });
  const serial = createSerialModel(session, {
    blocked: (blocked) => tell(({ serial: words }) => (blocked ? words.blocked : words.unblocked)),
  });
  const sold = profile.licenseTypes.find(({ serialNumber }) => serialNumber === 'required');
  const minting = createMintModel(session, sold?.id ?? '', {
    minted: (count) => tell(({ mint }) => mint.done(count)),
  });

  let before = '';

  const lists = () =>
    (['activations', 'serials'] as const).filter((list) => session.can(`${list}:read`) || session.can(`${list}:write`));

  /** Reads what a view needs. Lists that are there stay in sight while they are read anew. */
  function read(wanted: View): void {
    if (session.state.value.at !== 'in') return;
    if (wanted.at === 'activations' && session.can('activations:read')) void activations.refresh();
    if (wanted.at === 'serials' && session.can('serials:read')) void serials.refresh();
    if (wanted.at === 'activation' && session.can('activations:read')) void activation.show(wanted.id);
    if (wanted.at === 'serial' && session.can('serials:read')) void serial.show(wanted.id);
    if (wanted.at === 'serial' && session.can('serials:read')) void seats.refresh();
  }

  function open(wanted: View): void {
    if (fragmentOf(wanted) === fragmentOf(view.value)) return;
    if (wanted.at === 'serial') seats.clear();
    exporting.value = { busy: exporting.value.busy, refusal: null };
    before = fragmentOf(view.value);
    view.value = wanted;
    read(wanted);
  }

  /** Whoever came by no link begins at a list that is theirs. */
  function begin(): void {
    const [first = 'activations'] = lists();
    if (ports.location.fragment === '' && first !== view.value.at) open({ at: first });
    else read(view.value);
  }

  const parts = { activations, serials, seats, activation, serial, minting };
  return {
    ...parts,
    filter,
    profile,
    session,
    view,
    announcement,
    online,
    exporting,
    shortcut,
    lists,
    async start() {
      ports.location.onChange(() => open(viewOf(ports.location.fragment)));
      ports.connection.onChange((is) => {
        online.value = is;
      });
      effect(() => ports.choices.write('shortcut', shortcut.value ? 'on' : 'off'));
      let was = session.state.value.at;
      effect(() => {
        const { at } = session.state.value;
        if (at === 'in' && was !== 'in') untracked(begin);
        was = at;
      });
      await session.open();
    },
    show(wanted) {
      if (fragmentOf(wanted) !== ports.location.fragment) ports.location.visit(fragmentOf(wanted));
      open(wanted);
    },
    choose(chosen) {
      filter.value = chosen;
      void activations.refresh();
    },
    refresh: () => read(view.value),
    signOut() {
      session.leave();
      for (const part of Object.values(parts)) part.clear();
      filter.value = null;
      announcement.value = null;
    },
    async exportList() {
      const list = listOf(view.value);
      exporting.value = { busy: true, refusal: null };
      try {
        const csv = await session.call((api) => api.exportList(list));
        const name = ports.save(`${profile.product.id}-${list}-${ports.now().toISOString().slice(0, 10)}.csv`, csv);
        exporting.value = { busy: false, refusal: null };
        tell((messages) => messages.saved(name));
      } catch (error) {
        exporting.value = { busy: false, refusal: asRefusal(error) };
      }
    },
    save(name, bytes) {
      const savedAs = ports.save(name, bytes);
      const say: Announcement = (messages) => messages.saved(savedAs);
      tell(say);
      return say;
    },
    async copy(text) {
      try {
        await ports.copy(text);
        tell((messages) => messages.copied);
        return true;
      } catch {
        tell((messages) => messages.notCopied);
        return false;
      }
    },
    nameOfType: (id) => profile.licenseTypes.find((type) => type.id === id)?.name ?? id,
    cameFrom: () => before,
    now: ports.now,
  };
}
