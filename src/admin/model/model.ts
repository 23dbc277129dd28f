import { effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { Speaker } from '../../typed/reading.ts';
import { type SpellingAlphabet, spellingAlphabets } from '../../typed/spelling.ts';
import type { Profiles } from '../../vendor/packedProfiles.ts';
import type { VendorProfile } from '../../vendor/profile.ts';
import type { AdminPorts } from '../ports.ts';
import { type ActivationModel, createActivationModel } from './activationModel.ts';
import { type Announcements, createAnnouncements } from './announcements.ts';
import { createFileActions, type FileActions } from './files.ts';
import { createLists, type Lists } from './lists.ts';
import { createMintModel, type MintModel } from './mintModel.ts';
import { createNavigation, type Navigation } from './navigation.ts';
import { type AdminProducts, createProducts } from './products.ts';
import { createSerialModel, type SerialModel } from './serialModel.ts';
import { createSession, type Session } from './session.ts';
import { type CodeOrderModel, createCodeOrderModel } from './telephone/codeOrderModel.ts';
import { type CodeReturnModel, createCodeReturnModel } from './telephone/codeReturnModel.ts';

/** Everything the page shows and does. */
export interface AdminModel {
  /** Of the main product. */
  readonly profile: VendorProfile;
  readonly products: AdminProducts;
  readonly session: Session;
  readonly navigation: Navigation;
  readonly lists: Lists;
  readonly activation: ActivationModel;
  readonly serial: SerialModel;
  readonly minting: MintModel;
  readonly codeOrder: CodeOrderModel;
  readonly codeReturn: CodeReturnModel;
  /** How codes are spelled; null: as usual in the language of the page. */
  readonly spelling: Signal<SpellingAlphabet | null>;
  readonly speaker: Speaker;
  readonly files: FileActions;
  readonly announcements: Announcements;
  readonly online: ReadonlySignal<boolean>;
  /** Whether `/` moves the focus to the search field. WCAG 2.2, 2.1.4 requires a way to turn it off. */
  readonly shortcut: Signal<boolean>;
  start(): Promise<void>;
  signOut(): void;
  /** Shows one product in the lists. @param product its id; null for all */
  chooseProduct(product: string | null): void;
  /**
   * @param licenseType its id
   * @param product id of its product; by default the main one
   * @returns its name; the id when the vendor no longer lists it
   */
  nameOfType(licenseType: string, product?: string): string;
  now(): Date;
}

export function createAdminModel(ports: AdminPorts, profiles: Profiles): AdminModel {
  const [profile] = profiles;
  const session = createSession(ports);
  const products = createProducts(session, profiles);
  const announcements = createAnnouncements();
  const { announce } = announcements;
  const activation = createActivationModel(session, announce);
  const serial = createSerialModel(session, announce);
  const lists = createLists(
    ports,
    session,
    announce,
    () => products.chosen.value,
    () => serial.state.value.id ?? '',
  );
  const files = createFileActions(ports, session, announce, products.chosen, profile.product.id);
  const navigation = createNavigation(ports, session, { lists, activation, serial, files });
  const minting = createMintModel(session, announce, products);
  const codeOrder = createCodeOrderModel(ports, session, announce, products);
  const codeReturn = createCodeReturnModel(ports, session, announce, products);
  const spelling = signal(alphabetNamed(ports.choices.read('spelling')));
  const online = signal(ports.connection.online);
  const shortcut = signal(ports.choices.read('shortcut') !== 'off');

  return {
    profile,
    products,
    session,
    navigation,
    lists,
    activation,
    serial,
    minting,
    codeOrder,
    codeReturn,
    spelling,
    speaker: ports.speaker,
    files,
    announcements,
    online,
    shortcut,
    async start() {
      navigation.listen();
      ports.connection.onChange((is) => {
        online.value = is;
      });
      effect(() => ports.choices.write('shortcut', shortcut.value ? 'on' : 'off'));
      effect(() => {
        if (spelling.value !== null) ports.choices.write('spelling', spelling.value);
      });
      onSignIn(session, navigation.begin);
      await session.open();
    },
    signOut() {
      session.leave();
      for (const part of [lists, products, activation, serial, minting, codeOrder, codeReturn, announcements])
        part.clear();
    },
    chooseProduct(product) {
      products.choose(product);
      void lists.activations.refresh();
      void lists.serials.refresh();
    },
    nameOfType: (licenseType, product = profile.product.id) =>
      products.profileOf(product).licenseTypes.find(({ id }) => id === licenseType)?.name ?? licenseType,
    now: ports.now,
  };
}

function alphabetNamed(name: string | null): SpellingAlphabet | null {
  return spellingAlphabets.find((alphabet) => alphabet === name) ?? null;
}

function onSignIn(session: Session, run: () => void): void {
  let before = session.state.value.at;
  effect(() => {
    const { at } = session.state.value;
    if (at === 'in' && before !== 'in') untracked(run);
    before = at;
  });
}
