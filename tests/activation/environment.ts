import { createJourney } from '../../src/activation/journey.ts';
import { openKeysets } from '../../src/activation/keys/keysets.ts';
import type {
  ActivationOrder,
  CameraChoice,
  Detection,
  IncomingItems,
  InstallWay,
  JournalPort,
  KeptFrame,
  Ports,
  StoragePort,
  StorageView,
} from '../../src/activation/ports.ts';
import type { ServedProduct } from '../../src/activation/products/products.ts';
import type {
  CarriedReceipt,
  CarriedRequest,
  FileTransfer,
  MachineRecord,
  Removed,
} from '../../src/activation/records.ts';
import { initialState } from '../../src/activation/state.ts';
import type { CodeOrder } from '../../src/contract/calls/codes.ts';
import type { Computers } from '../../src/contract/calls/computers.ts';
import { encodeBase64 } from '../../src/crypto/base64.ts';
import { seedSigner } from '../../src/crypto/ed25519.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import type { Signer } from '../../src/crypto/signer.ts';
import { createSpeaker } from '../../src/device/speech.ts';
import { joinBundle } from '../../src/documents/bundle.ts';
import { type KeysetFields, writeKeyset } from '../../src/documents/keyset.ts';
import { type LicenseFields, writeLicense } from '../../src/documents/license.ts';
import { readRequest } from '../../src/documents/request.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '../../src/refusal.ts';
import { CodeWriter } from '../../src/typed/bits.ts';
import { writeLongCode } from '../../src/typed/longCode.ts';
import { readProfile, type VendorProfile } from '../../src/vendor/profile.ts';

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const rootKey = seedSigner(seed(1));
export const signingKey = seedSigner(seed(2));
/** The key added by a rotation. */
export const newSigningKey = seedSigner(seed(3));
export const foreignRootKey = seedSigner(seed(4));
export const now = new Date('2026-11-23T12:00:00Z');
/** Of 26 groups; it says nothing. */
export const confirmationCode = writeLongCode(
  'confirmation',
  [1, 2],
  new CodeWriter().bytes(seed(0xa5).slice(0, 26)).bytes(seed(0x5a)).bytes(seed(0x3c).slice(0, 20)),
);

/** What survives a reload: the disk of one device. */
export interface Disk {
  machine: MachineRecord;
  carriedRequests: Map<string, CarriedRequest>;
  receipts: Map<string, CarriedReceipt>;
  removed: Removed | null;
  settings: Map<string, string>;
  frames: readonly KeptFrame[];
  fileTransfer: FileTransfer;
  /** Set to make every write fail. */
  refusal: Refusal | null;
  /** Set to make only the write of the file transfer fail. */
  fileTransferRefusal: Refusal | null;
}

export function emptyDisk(): Disk {
  const { machine, fileTransfer } = initialState;
  return {
    machine,
    fileTransfer,
    frames: [],
    carriedRequests: new Map(),
    receipts: new Map(),
    removed: null,
    settings: new Map(),
    refusal: null,
    fileTransferRefusal: null,
  };
}

export interface Environment {
  readonly disk: Disk;
  /** Set to make the network fail with this refusal. */
  network: Refusal | null;
  /** The service answers orders only after it. */
  answers: Promise<void>;
  /** Orders received by the service. */
  readonly orders: ActivationOrder[];
  /** Makes the service refuse an order; with null it issues. */
  refuse: (order: ActivationOrder) => RefusalCode | null;
  /** Details of the refusal. */
  details: RefusalDetails;
  /** Return receipts received by the service. */
  readonly receipts: Uint8Array[];
  /** Licenses that the service was asked about before their return. */
  readonly checked: Uint8Array[];
  /** Orders by installation code received by the service. */
  readonly codeOrders: Omit<CodeOrder, 'product'>[];
  /** Makes the service refuse those that do not confirm a change. */
  refuseCode: Refusal | null;
  /** Return codes received by the service. */
  readonly returnCodes: string[];
  /** Makes the service refuse receipts and return codes. */
  refuseReturn: Refusal | null;
  /** Computers of the service's serial number; with null it refuses the serial number. */
  computers: Computers | null;
  /** Serial numbers by which computers were listed, licenses fetched and computers removed. */
  readonly computerCalls: (readonly [
    call: 'list' | 'license' | 'release',
    serialNumber: string,
    detail: string | null,
  ])[];
  /** Makes the service refuse calls about computers. */
  refuseComputers: Refusal | null;
  /** The license file that the service has for each computer. */
  computerLicense: Uint8Array;
  /** Replaces fields of the issued licenses. */
  issue: Partial<LicenseFields>;
  /** The service's keyset after a rotation: licenses are signed by the new key, and this follows them. */
  rotated: Uint8Array | null;
  /** Runs everything that was scheduled. */
  elapse(): void;
  /** The delay of each scheduled call, in milliseconds. */
  readonly delays: number[];
  /** Advances the time. */
  wait(milliseconds: number): void;
  /** Shows something to the running camera. @returns whether a camera is running */
  see(detection: Partial<Detection>): boolean;
  plugIn(cameras: readonly CameraChoice[]): void;
  /** Unplugs the camera while it scans. */
  loseCamera(refusal: Refusal): void;
  /** Requested cameras, in order. */
  readonly wanted: (CameraChoice | null)[];
  /** Number of success sounds. */
  successes: number;
  /** How often the camera was asked to load ahead. */
  preparations: number;
  /** How often the browser was asked to send what waits. */
  askedToSend: number;
  /** How the app can be installed. */
  installWay: InstallWay | null;
  /** The browser offers another way. */
  offerInstall(way: InstallWay | null): void;
  installPrompts: number;
  /** The number on the app's icon. */
  badge: number;
  /** Number of sounds that call for attention. */
  attentions: number;
  /** Instant at which the installation key was made; null when it is unknown. */
  keyMadeAt: string | null;
  /** The browser's storage; call `storageChanged` after a change. */
  storage: StorageView;
  storageChanged(view: StorageView): void;
  /** How often the page has reloaded itself. */
  reloads: number;
  /** Whether the browser asks before it leaves the page. */
  warnsBeforeLeaving: boolean;
  goOnline(): void;
  deliver(items: IncomingItems): void;
  /** The person comes back to the page. */
  returnToPage(): Promise<void>;
  /** Another tab has written to the disk. */
  writeInOtherTab(): void;
  /** The browser's Back or Forward, to an entry of the history. */
  navigateTo(entry: object): void;
}

/** A keyset of a certain age, signed by the vendor's root key. */
export function keysetOf(
  age: { version: number; epoch: number },
  {
    signers = [signingKey],
    root = rootKey,
    ...change
  }: Partial<KeysetFields> & { signers?: Signer[]; root?: Signer } = {},
): Promise<Uint8Array> {
  return writeKeyset(
    {
      product: 'orrery',
      ...age,
      rootKeyId: keyIdOf(root.publicKey),
      issuedAt: '2026-01-01T00:00:00Z',
      keys: signers.map(({ publicKey }) => ({
        keyId: keyIdOf(publicKey),
        publicKey,
        notBefore: '2026-01-01T00:00:00Z',
        notAfter: '2030-01-01T00:00:00Z',
      })),
      revokedKeys: [],
      revokedLicenses: [],
      ...change,
    },
    root,
  );
}

/** The vendor's profile, with a keyset of a certain age. */
export async function profileWith(age: { version: number; epoch: number }): Promise<VendorProfile> {
  const keyset = await keysetOf(age);
  return readProfile(
    JSON.stringify({
      format: 1,
      vendor: { name: 'Northlight Instruments' },
      product: { id: 'orrery', name: 'Orrery Studio', version: '5.2' },
      licenseTypes: [
        { id: 'personal', name: 'Personal', serialNumber: 'none' },
        { id: 'pro', name: 'Pro', serialNumber: 'required' },
        { id: 'trial', name: 'Trial', serialNumber: 'none', trial: true },
      ],
      serviceUrl: 'http://localhost:8080',
      rootKeys: [encodeBase64(rootKey.publicKey)],
      keyset: new TextDecoder().decode(keyset),
      fileEndings: { request: '.licreq', license: '.lic', return: '.licret' },
      requiredBindings: 3,
      returns: { perYear: 2, coolDownDays: 7 },
    }),
  );
}

/** A journal on a disk that tests can break. */
export function journalOn(disk: Disk, otherTabs: Set<() => void>): JournalPort {
  const write = async <T>(keep: () => T): Promise<T> => {
    if (disk.refusal) throw disk.refusal;
    return keep();
  };
  return {
    readMachine: async () => disk.machine,
    writeMachine: (change) =>
      write(() => {
        disk.machine = change(disk.machine);
        return disk.machine;
      }),
    listCarriedRequests: async () => [...disk.carriedRequests.values()],
    writeCarriedRequest: (requestId, change) =>
      write(() => {
        const next = change(disk.carriedRequests.get(requestId) ?? null);
        if (next) disk.carriedRequests.set(requestId, next);
        else disk.carriedRequests.delete(requestId);
        return next;
      }),
    changeCarriedRequests: (requestIds, change) =>
      write(() =>
        requestIds.flatMap((id) => {
          const current = disk.carriedRequests.get(id);
          if (!current) return [];
          disk.carriedRequests.set(id, change(current));
          return [change(current)];
        }),
      ),
    readRemoved: async () => disk.removed,
    removeRecords: (requestIds, receiptIds, at) =>
      write(() => {
        const carriedRequests = requestIds.flatMap((id) => disk.carriedRequests.get(id) ?? []);
        const receipts = receiptIds.flatMap((id) => disk.receipts.get(id) ?? []);
        for (const id of requestIds) disk.carriedRequests.delete(id);
        for (const id of receiptIds) disk.receipts.delete(id);
        disk.removed = carriedRequests.length + receipts.length > 0 ? { at, carriedRequests, receipts } : null;
        return disk.removed;
      }),
    restoreRemoved: () =>
      write(() => {
        for (const one of disk.removed?.carriedRequests ?? []) {
          if (!disk.carriedRequests.has(one.requestId)) disk.carriedRequests.set(one.requestId, one);
        }
        for (const one of disk.removed?.receipts ?? []) if (!disk.receipts.has(one.id)) disk.receipts.set(one.id, one);
        disk.removed = null;
      }),
    listReceipts: async () => [...disk.receipts.values()],
    writeReceipt: (id, change) =>
      write(() => {
        const next = change(disk.receipts.get(id) ?? null);
        if (next) disk.receipts.set(id, next);
        else disk.receipts.delete(id);
        return next;
      }),
    readFrames: async () => disk.frames,
    keepFrames: (frames) =>
      write(() => {
        disk.frames = [...disk.frames, ...frames];
      }),
    forgetFrames: (stream) =>
      write(() => {
        disk.frames = disk.frames.filter((frame) => frame.stream !== stream);
      }),
    readFileTransfer: async () => disk.fileTransfer,
    writeFileTransfer: (change) =>
      write(() => {
        if (disk.fileTransferRefusal) throw disk.fileTransferRefusal;
        disk.fileTransfer = change(disk.fileTransfer);
        return disk.fileTransfer;
      }),
    readSetting: async (name) => disk.settings.get(name) ?? null,
    writeSetting: (name, value) => write(() => void disk.settings.set(name, value)),
    changeSetting: (name, change) =>
      write(() => {
        const next = change(disk.settings.get(name) ?? null);
        if (next !== null) disk.settings.set(name, next);
      }),
    onOutsideChange: (listener) => {
      otherTabs.add(listener);
      return () => otherTabs.delete(listener);
    },
  };
}

/** The browser's storage as the environment has it. */
function storageOn(environment: Environment): StoragePort {
  const change = (next: Partial<StorageView>) => {
    environment.storage = { ...environment.storage, ...next };
    environment.storageChanged(environment.storage);
  };
  return {
    get view() {
      return environment.storage;
    },
    onChange(listener) {
      environment.storageChanged = listener;
      return () => {};
    },
    async retry() {
      const { refusal } = environment.storage;
      if (refusal) throw refusal;
    },
    useMemory: () => change({ mode: 'memory', refusal: null }),
    acknowledgeDeletion: () => change({ deleted: null }),
    readSpace: async () => ({ usage: null, quota: null }),
    wipe: async () => change({ mode: 'refused', refusal: new Refusal('storage-lost') }),
  };
}

/** A device with a wizard: real documents and signatures, with a disk and a network that tests can break. */
export async function openDevice(options: {
  handheld?: boolean;
  disk?: Disk;
  fragment?: string;
  entry?: object;
  /** Null: a device without camera. */
  cameras?: readonly CameraChoice[];
  still?: boolean;
  /** Whether the browser sends what waits after the page was closed. */
  sendsWhenClosed?: boolean;
  installation?: number;
  /** What the browser's storage is like. */
  storage?: Partial<StorageView>;
  /** Replaces ports. */
  ports?: (ports: Ports) => Ports;
  /** Further products that the page serves. */
  others?: (ports: Ports, otherTabs: Set<() => void>) => Promise<readonly ServedProduct[]>;
}) {
  const disk = options.disk ?? emptyDisk();
  const laterOn = new Set<() => void>();
  const otherTabs = new Set<() => void>();
  const online = new Set<(online: boolean) => void>();
  const returns = new Set<() => void>();
  const deliveries = new Set<(items: IncomingItems) => void>();
  let random = 0;
  let waited = 0;
  let { cameras } = options;
  let camerasChanged = () => {};
  let running: { seen: (detection: Detection) => void; lost: (why: Refusal) => void } | null = null;
  let returned: (entry: object | null) => void = () => {};

  const environment: Environment = {
    disk,
    network: null,
    answers: Promise.resolve(),
    orders: [],
    refuse: () => null,
    details: {},
    receipts: [],
    checked: [],
    codeOrders: [],
    refuseCode: null,
    returnCodes: [],
    refuseReturn: null,
    computers: null,
    computerCalls: [],
    refuseComputers: null,
    computerLicense: new Uint8Array(),
    issue: {},
    rotated: null,
    delays: [],
    elapse() {
      const due = [...laterOn];
      laterOn.clear();
      for (const run of due) run();
    },
    wait(milliseconds) {
      waited += milliseconds;
    },
    see(detection) {
      running?.seen({ texts: [], outlines: [], ...detection });
      return running !== null;
    },
    plugIn(others) {
      cameras = others;
      camerasChanged();
    },
    loseCamera: (refusal) => running?.lost(refusal),
    wanted: [],
    successes: 0,
    preparations: 0,
    keyMadeAt: null,
    storage: { mode: 'disk', refusal: null, deleted: null, isPrivate: false, isPersistent: null, ...options.storage },
    storageChanged: () => {},
    reloads: 0,
    warnsBeforeLeaving: false,
    askedToSend: 0,
    installWay: null,
    offerInstall: () => {},
    installPrompts: 0,
    badge: 0,
    attentions: 0,
    goOnline() {
      for (const notify of online) notify(true);
    },
    navigateTo: (entry) => returned(entry),
    async returnToPage() {
      for (const notify of returns) notify();
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    writeInOtherTab() {
      for (const notify of otherTabs) notify();
    },
    deliver(items) {
      for (const listener of deliveries) listener(items);
    },
  };
  const answerComputers = (call: 'list' | 'license' | 'release', serialNumber: string, detail: string | null) => {
    if (environment.network) throw environment.network;
    environment.computerCalls.push([call, serialNumber, detail]);
    if (environment.refuseComputers) throw environment.refuseComputers;
    return environment;
  };
  const ports: Ports = {
    service: {
      greet: () => (environment.network ? Promise.reject(environment.network) : Promise.resolve()),
      async activate(order) {
        if (environment.network) throw environment.network;
        environment.orders.push(order);
        await environment.answers;
        const code = environment.refuse(order);
        if (code) throw new Refusal(code, environment.details);
        if (!environment.rotated) return issueLicense(order, environment.issue);
        return joinBundle([await issueLicense(order, environment.issue, newSigningKey), environment.rotated]);
      },
      async returnLicense(receipt) {
        if (environment.network) throw environment.network;
        environment.receipts.push(receipt);
        if (environment.refuseReturn) throw environment.refuseReturn;
        return { outcome: environment.receipts.length === 1 ? 'returned' : 'already-returned', seatsLeft: 1 };
      },
      async activateByCode(order) {
        if (environment.network) throw environment.network;
        environment.codeOrders.push(order);
        if (environment.refuseCode && !order.confirmChange) throw environment.refuseCode;
        const { licenseType } = order;
        const license = { licenseId: 'DDDDDDDDDDDDDDDDDDDDDA', licenseType, issuedAt: '2026-11-23T12:00:00Z' };
        return { ...license, groups: confirmationCode, machine: 'K7QM-2X3Y', stopDate: '2027-11-23T00:00:00Z' };
      },
      async returnByCode(code) {
        if (environment.network) throw environment.network;
        environment.returnCodes.push(code);
        if (environment.refuseReturn) throw environment.refuseReturn;
        return { outcome: 'returned', seatsLeft: 1 };
      },
      async checkReturn(license) {
        if (environment.network) throw environment.network;
        environment.checked.push(license);
        if (environment.refuseReturn) throw environment.refuseReturn;
        return { outcome: 'returnable', limits: { perYear: 2, coolDownDays: 7 }, changesLeft: 2 };
      },
      async listComputers(serialNumber, cursor) {
        const { computers } = answerComputers('list', serialNumber, cursor);
        if (!computers) throw new Refusal('serial-refused');
        return cursor === null ? computers : { ...computers, next: null };
      },
      async fetchLicense(serialNumber, computer) {
        return answerComputers('license', serialNumber, computer).computerLicense;
      },
      async releaseComputer(serialNumber, computer) {
        const { computers } = answerComputers('release', serialNumber, computer);
        const seatsLeft = (computers?.seats ?? 0) - (computers?.seatsTaken ?? 0) + 1;
        return { outcome: 'released', seatsLeft, releasesLeft: 0, nextReleaseAt: '2027-01-01T00:00:00Z' };
      },
    },
    installation: {
      signer: async () => seedSigner(seed(options.installation ?? 7)),
      madeAt: async () => environment.keyMadeAt,
    },
    storage: storageOn(environment),
    journal: journalOn(disk, otherTabs),
    tool: null,
    camera: {
      get access() {
        return cameras ? 'possible' : 'missing';
      },
      onAccessChange: (listener) => {
        camerasChanged = listener;
      },
      prepare() {
        environment.preparations += 1;
      },
      async scan(_video, seen, lost, wanted) {
        environment.wanted.push(wanted);
        const [first] = cameras ?? [];
        if (!cameras || !first) throw new Refusal('camera-missing');
        const scanning = { seen, lost };
        running = scanning;
        const camera = cameras.find((one) => one.id === wanted?.id) ?? first;
        const stop = () => {
          if (running === scanning) running = null;
        };
        const torch = { on: false, turn: async (on: boolean) => on };
        const zoom = { min: 1, max: 4, step: 0.1, value: 1, set: async (value: number) => Math.min(value, 4) };
        return { cameras, camera, torch, zoom, isDetailed: true, stop };
      },
      close: () => {},
    },
    screen: { keepAwake: () => () => {}, reducedMotion: options.still ?? false },
    feedback: {
      prepare: () => {},
      success() {
        environment.successes += 1;
      },
      attention() {
        environment.attentions += 1;
      },
    },
    pictures: {
      async read(picture) {
        // The codes that the decoder would find are in the file itself, after its picture signature.
        const codes = (await picture.text()).split('\n').slice(1);
        if (codes.length === 0) throw new Refusal('picture-without-code');
        return codes;
      },
    },
    files: { save: (name) => name, canShare: false, share: async () => false },
    clipboard: { copy: async () => {} },
    speaker: async () => createSpeaker(undefined, undefined),
    connection: {
      online: true,
      onChange: (listener) => {
        online.add(listener);
        return () => online.delete(listener);
      },
    },
    history: {
      visit: () => {},
      present: () => options.entry ?? null,
      onReturn: (listener) => {
        returned = listener;
      },
    },
    page: {
      opened: 'secure',
      handheld: options.handheld ?? false,
      takeFragment: () => options.fragment ?? '',
      onUpdateReady: () => () => {},
      update: () => {},
      reload: () => {
        environment.reloads += 1;
      },
      warnBeforeLeaving: (isNeeded) => {
        environment.warnsBeforeLeaving = isNeeded;
      },
      onReturn: (listener) => {
        returns.add(listener);
        return () => returns.delete(listener);
      },
      onDelivery: (listener) => {
        deliveries.add(listener);
        return () => deliveries.delete(listener);
      },
    },
    now: () => new Date(now.getTime() + waited),
    later: (milliseconds, run) => {
      environment.delays.push(milliseconds);
      laterOn.add(run);
      return () => laterOn.delete(run);
    },
    install: {
      get way() {
        return environment.installWay;
      },
      onChange: (listener) => {
        environment.offerInstall = (way) => {
          environment.installWay = way;
          listener();
        };
      },
      async prompt() {
        environment.installPrompts += 1;
      },
    },
    background: {
      async sendLater() {
        environment.askedToSend += 1;
        return options.sendsWhenClosed ?? false;
      },
      alone: (_name, work) => work(),
      showWaiting(count) {
        environment.badge = count;
      },
    },
    randomBytes: (length) => new Uint8Array(length).fill(options.installation ?? 7).fill(++random, 1),
  };
  const profile = await profileWith({ version: 1, epoch: 1 });
  const used = options.ports?.(ports) ?? ports;
  const others = (await options.others?.(used, otherTabs)) ?? [];
  const journey = createJourney(used, { profile, keysets: await openKeysets(profile, used.journal) }, others);
  // Before anything arrives: the tests wait for no download.
  await journey.intake.prepare();
  await journey.start();
  return { journey, environment, disk, journal: used.journal, service: used.service };
}

/** The service's answer, without its store. */
export function issueLicense(
  order: Pick<ActivationOrder, 'request' | 'licenseType'>,
  change: Partial<LicenseFields> = {},
  signer = signingKey,
) {
  const request = readRequest(order.request);
  return writeLicense(
    {
      licenseId: 'AAAAAAAAAAAAAAAAAAAAAA',
      requestId: request.requestId,
      keyId: keyIdOf(signer.publicKey),
      product: request.product,
      licenseType: order.licenseType,
      holder: '',
      features: [],
      entitlements: [],
      bindings: request.bindings,
      requiredBindings: 3,
      installationKey: request.installationKey,
      startDate: '2026-11-23T00:00:00Z',
      updateDate: '2027-11-23T00:00:00Z',
      initialActivationDate: '2026-11-23T12:00:00Z',
      issuedAt: '2026-11-23T12:00:00Z',
      licenseVersion: '5.x',
      clientProvidedVersion: '5.2',
      ...change,
    },
    signer,
  );
}

/** A picture that contains these codes. */
export function pictureOf(...codes: readonly string[]): Blob {
  return new Blob(['GIF89a', ...codes.map((code) => `\n${code}`)]);
}
