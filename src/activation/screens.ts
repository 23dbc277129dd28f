import { type CarriedRequest, needsAnswer, type Records } from './records.ts';

/** `machine`: this computer is activated. `courier`: this device has internet and gets licenses for other machines. */
export type Role = 'machine' | 'courier';

/** Whose license is ordered: this device's own, over the network, or those of carried requests. */
export type Order =
  | { readonly for: 'this-machine' }
  | {
      readonly for: 'carried-requests';
      readonly requestIds: readonly string[];
      /** Ids of all requests that are ordered one after another, this one among them. */
      readonly among?: readonly string[];
    };

/**
 * The screen in front. Plain data, because the browser's history stores it; the running camera and the enlarged code
 * are part of it, so that Back on a phone ends only them.
 */
export type Screen =
  | { readonly at: 'opening' }
  | { readonly at: 'no-storage' }
  | { readonly at: 'role' }
  | { readonly at: 'product' }
  | { readonly at: 'connecting' }
  | { readonly at: 'no-network' }
  | { readonly at: 'review' }
  | { readonly at: 'request'; readonly large?: true }
  | { readonly at: 'installation-code' }
  | { readonly at: 'confirmation-code' }
  | { readonly at: 'collect'; readonly camera?: true }
  | { readonly at: 'copied-code' }
  | { readonly at: 'license-type'; readonly order: Order }
  | { readonly at: 'serial-number'; readonly order: Order }
  | { readonly at: 'serial-table'; readonly order: Order }
  | { readonly at: 'outcome'; readonly requestIds: readonly string[] }
  | { readonly at: 'changed'; readonly order: Order }
  | { readonly at: 'waiting'; readonly requestId: string }
  | { readonly at: 'license'; readonly requestId: string; readonly large?: true }
  | {
      readonly at: 'licenses';
      readonly product?: string;
      /** Only those of these requests; all of the product without. */
      readonly requestIds?: readonly string[];
      readonly large?: true;
    }
  | {
      readonly at: 'next-machine';
      /** The machines' requests, in the order of the tour. */
      readonly requestIds: readonly string[];
      /** The request of the machine in front; null when each machine has its license. */
      readonly current: string | null;
      readonly camera?: true;
      readonly large?: true;
    }
  | { readonly at: 'receive'; readonly camera?: true }
  | { readonly at: 'activated'; readonly fresh?: true }
  | { readonly at: 'confirmation'; readonly large?: true }
  | { readonly at: 'replace-license' }
  | { readonly at: 'return-license' }
  | { readonly at: 'returned'; readonly large?: true }
  | { readonly at: 'return-code' }
  | { readonly at: 'receipt'; readonly id: string }
  | { readonly at: 'computers' }
  | { readonly at: 'computer-list' }
  | { readonly at: 'computer'; readonly id: string }
  | { readonly at: 'export' }
  | { readonly at: 'import' }
  | { readonly at: 'settings' }
  | { readonly at: 'software' }
  | { readonly at: 'keyset'; readonly product: string }
  | { readonly at: 'file-transfer'; readonly camera?: true }
  | { readonly at: 'sending'; readonly large?: true }
  | { readonly at: 'arrived' };

export type ScreenId = Screen['at'];
export type ScreenAt<At extends ScreenId> = Extract<Screen, { readonly at: At }>;
type CameraScreen = Extract<Screen, { readonly camera?: true }>;
type CodeScreen = Extract<Screen, { readonly large?: true }>;

/** 1: get a license request. 2: request a license. 3: activate. 0: before the trip. Null: not part of it. */
export type Step = 0 | 1 | 2 | 3 | null;

/** Everything that depends on which screen it is; its component is `steps/FOLDER/AT.screen.tsx`. */
interface ScreenRow<At extends ScreenId> {
  readonly step: Step;
  /** The role in which the screen is shown; null in both. */
  readonly role: (screen: ScreenAt<At>) => Role | null;
  /** Where Back leads; `role` stands for the first screen of the device's role, null for nowhere. */
  readonly back: (screen: ScreenAt<At>) => Screen | null;
  /**
   * The browser's history and a reload may come back to a screen whose record has changed meanwhile: its order was
   * sent, its request was answered or removed.
   *
   * @returns the screen to show now; null when it cannot be shown any more
   */
  readonly present: (screen: ScreenAt<At>, records: Records) => Screen | null;
  /** Whether something can be scanned here. */
  readonly camera: At extends CameraScreen['at'] ? true : false;
  /** Whether it shows a code that can be enlarged. */
  readonly code: At extends CodeScreen['at'] ? true : false;
  /** Left unasked: it gets no history entry of its own. */
  readonly transient?: true;
}

const collect: Screen = { at: 'collect' };
const fileTransfer: Screen = { at: 'file-transfer' };

const anyRole = () => null;
const machine = () => 'machine' as const;
const courier = () => 'courier' as const;
const ofOrder = ({ order }: { readonly order: Order }) => (order.for === 'this-machine' ? 'machine' : 'courier');

const nowhere = () => null;
const to = (screen: Screen) => () => screen;
const toForm = ({ order }: { readonly order: Order }): Screen => ({ at: 'license-type', order });

const always = (screen: Screen) => screen;
const never = () => null;
const whileRequested = (screen: Screen, records: Records) => (records.machine.request ? screen : null);
const whileReturned = (screen: Screen, records: Records) => (records.machine.returns.length > 0 ? screen : null);
const whileLicensed = (screen: Screen, { license }: Records) => (license ? screen : null);
const ofRequest = ({ requestId }: { readonly requestId: string }, { carriedRequests }: Records) =>
  screenOfFirst([requestId], carriedRequests);

const screens: { readonly [At in ScreenId]: ScreenRow<At> } = {
  opening: { step: 0, role: anyRole, back: nowhere, present: never, camera: false, code: false, transient: true },
  'no-storage': { step: 0, role: anyRole, back: nowhere, present: never, camera: false, code: false, transient: true },
  role: { step: 0, role: anyRole, back: nowhere, present: always, camera: false, code: false },
  product: { step: 0, role: machine, back: nowhere, present: always, camera: false, code: false },

  connecting: { step: 1, role: machine, back: nowhere, present: never, camera: false, code: false, transient: true },
  'no-network': { step: 1, role: machine, back: nowhere, present: always, camera: false, code: false },
  review: { step: 1, role: machine, back: to({ at: 'no-network' }), present: always, camera: false, code: false },
  request: {
    step: 1,
    role: machine,
    back: nowhere,
    present: whileRequested,
    camera: false,
    code: true,
  },
  'installation-code': {
    step: 1,
    role: machine,
    back: to({ at: 'request' }),
    present: whileRequested,
    camera: false,
    code: false,
  },

  collect: { step: 2, role: courier, back: nowhere, present: always, camera: true, code: false },
  'copied-code': { step: 2, role: courier, back: to(collect), present: always, camera: false, code: false },
  'license-type': {
    step: 2,
    role: ofOrder,
    back: ({ order }) => (order.for === 'carried-requests' ? collect : null),
    present: presentForm,
    camera: false,
    code: false,
  },
  'serial-number': { step: 2, role: ofOrder, back: toForm, present: presentForm, camera: false, code: false },
  'serial-table': { step: 2, role: ofOrder, back: toForm, present: presentForm, camera: false, code: false },
  outcome: {
    step: 2,
    role: courier,
    back: to(collect),
    present: (screen, { carriedRequests }) =>
      carriedRequests.some(({ requestId }) => screen.requestIds.includes(requestId)) ? screen : collect,
    camera: false,
    code: false,
  },
  changed: {
    step: 2,
    role: ofOrder,
    back: (screen) => (screen.order.for === 'carried-requests' ? collect : toForm(screen)),
    present: (screen, records) => {
      if (screen.order.for === 'this-machine') return records.machine.refusal ? screen : null;
      return screenOfFirst(screen.order.requestIds, records.carriedRequests);
    },
    camera: false,
    code: false,
  },
  waiting: { step: 2, role: courier, back: to(collect), present: ofRequest, camera: false, code: false },
  license: { step: 2, role: courier, back: to(collect), present: ofRequest, camera: false, code: true },
  licenses: {
    step: 2,
    role: courier,
    back: to(collect),
    present: (screen, { carriedRequests }) => (carriedRequests.some(({ license }) => license) ? screen : collect),
    camera: false,
    code: true,
  },

  'next-machine': {
    step: 3,
    role: courier,
    back: to(collect),
    present: (screen, { carriedRequests }) =>
      carriedRequests.some(({ requestId, license }) => license && screen.requestIds.includes(requestId))
        ? screen
        : collect,
    camera: true,
    code: true,
  },

  receive: {
    step: 3,
    role: machine,
    back: to({ at: 'request' }),
    present: (screen, records) => (records.machine.request || !records.license ? screen : null),
    camera: true,
    code: false,
  },
  'confirmation-code': {
    step: 3,
    role: machine,
    back: to({ at: 'installation-code' }),
    present: whileRequested,
    camera: false,
    code: false,
  },
  activated: {
    step: 3,
    role: machine,
    back: nowhere,
    // A later visit says how long the license lasts.
    present: (_screen, { license }) => (license ? { at: 'activated' } : null),
    camera: false,
    code: false,
  },

  confirmation: {
    step: 3,
    role: machine,
    back: to({ at: 'activated' }),
    present: whileLicensed,
    camera: false,
    code: true,
  },

  'replace-license': {
    step: null,
    role: machine,
    back: to({ at: 'activated' }),
    present: (screen, { offer, license }) => (offer ? screen : license ? { at: 'activated' } : null),
    camera: false,
    code: false,
  },

  'return-license': {
    step: null,
    role: machine,
    back: to({ at: 'activated' }),
    present: whileLicensed,
    camera: false,
    code: false,
  },
  returned: {
    step: null,
    role: machine,
    back: nowhere,
    present: whileReturned,
    camera: false,
    code: true,
  },
  'return-code': {
    step: null,
    role: machine,
    back: to({ at: 'returned' }),
    present: whileReturned,
    camera: false,
    code: false,
  },
  receipt: {
    step: null,
    role: courier,
    back: to(collect),
    present: (screen, { receipts }) => (receipts.some(({ id }) => id === screen.id) ? screen : collect),
    camera: false,
    code: false,
  },

  computers: { step: null, role: anyRole, back: to({ at: 'role' }), present: always, camera: false, code: false },
  'computer-list': {
    step: null,
    role: anyRole,
    back: to({ at: 'computers' }),
    present: (screen, records) => (records.computers ? screen : { at: 'computers' }),
    camera: false,
    code: false,
  },
  computer: {
    step: null,
    role: anyRole,
    back: to({ at: 'computer-list' }),
    present: ({ id }, { computers }) => {
      if (!computers) return { at: 'computers' };
      return computers.computers.some((one) => one.id === id) ? { at: 'computer', id } : { at: 'computer-list' };
    },
    camera: false,
    code: false,
  },

  export: { step: null, role: courier, back: to(collect), present: always, camera: false, code: false },
  import: { step: null, role: courier, back: nowhere, present: never, camera: false, code: false },
  settings: { step: null, role: anyRole, back: to({ at: 'role' }), present: always, camera: false, code: false },
  software: { step: null, role: anyRole, back: to({ at: 'settings' }), present: always, camera: false, code: false },

  keyset: { step: null, role: anyRole, back: to({ at: 'role' }), present: never, camera: false, code: false },

  'file-transfer': {
    step: null,
    role: anyRole,
    back: to({ at: 'role' }),
    present: always,
    camera: true,
    code: false,
  },
  sending: {
    step: null,
    role: anyRole,
    back: to(fileTransfer),
    present: (screen, records) => (records.fileTransfer.sending ? screen : fileTransfer),
    camera: false,
    code: true,
  },
  arrived: {
    step: null,
    role: anyRole,
    back: to(fileTransfer),
    present: (screen, records) => (records.fileTransfer.arrived ? screen : fileTransfer),
    camera: false,
    code: false,
  },
};

export const screenIds = Object.keys(screens) as readonly ScreenId[];

function rowOf<At extends ScreenId>(screen: ScreenAt<At> & { readonly at: At }): ScreenRow<At> {
  return screens[screen.at];
}

/** @returns the step of the trip that a screen belongs to */
export function stepOf(screen: Screen): Step {
  return rowOf<ScreenId>(screen).step;
}

/** @returns the role in which a screen is shown, null where both roles show it */
export function roleOf(screen: Screen): Role | null {
  return rowOf<ScreenId>(screen).role(screen);
}

/** @returns where Back leads from a screen, null where it leads nowhere; `role` stands for the role's first screen */
export function screenBefore(screen: Screen): Screen | null {
  if ('camera' in screen || 'large' in screen) return withoutOverlay(screen);
  return rowOf<ScreenId>(screen).back(screen);
}

/** @returns the screen to show now in the place of one shown earlier; null when it cannot be shown any more */
export function presentOf(screen: Screen, records: Records): Screen | null {
  return rowOf<ScreenId>(screen).present(screen, records);
}

/** Whether something can be scanned on a screen. */
export function hasCamera(screen: Screen): screen is CameraScreen {
  return rowOf<ScreenId>(screen).camera;
}

/** Whether a screen shows a code that can be enlarged. */
export function hasCode(screen: Screen): screen is CodeScreen {
  return rowOf<ScreenId>(screen).code;
}

/** Whether a screen is left unasked and gets no history entry of its own. */
export function isTransient(screen: Screen): boolean {
  return rowOf<ScreenId>(screen).transient === true;
}

/** @returns the screen without the running camera and the enlarged code */
export function withoutOverlay(screen: Screen): Screen {
  const { camera: _camera, large: _large, ...rest } = screen as Screen & { camera?: true; large?: true };
  return rest as Screen;
}

/** @returns the screen for the current stage of a carried request */
export function screenOf(carriedRequest: CarriedRequest): Screen {
  const { requestId, stage } = carriedRequest;
  if (stage === 'licensed') return { at: 'license', requestId };
  if (stage === 'waiting') return { at: 'waiting', requestId };
  const order = { for: 'carried-requests', requestIds: [requestId] } as const;
  return { at: needsAnswer(carriedRequest) ? 'changed' : 'license-type', order };
}

function screenOfFirst([id]: readonly string[], carriedRequests: readonly CarriedRequest[]): Screen | null {
  const found = carriedRequests.find(({ requestId }) => requestId === id);
  return found ? screenOf(found) : null;
}

/** A form stays while its requests are open; of several, those that are open stay in the order. */
function presentForm(
  screen: ScreenAt<'license-type' | 'serial-number' | 'serial-table'>,
  { carriedRequests }: Records,
): Screen | null {
  if (screen.order.for === 'this-machine') return screen;
  const { requestIds } = screen.order;
  const ordered = carriedRequests.filter(({ requestId }) => requestIds.includes(requestId));
  const open = ordered.filter(({ stage }) => stage === 'open');
  if (open.length === requestIds.length) return screen;
  const [only] = ordered;
  if (requestIds.length === 1) return only ? screenOf(only) : null;
  const left = new Set(open.map(({ requestId }) => requestId));
  const order = { ...screen.order, requestIds: requestIds.filter((id) => left.has(id)) };
  return open.length > 1 ? { ...screen, order } : collect;
}
