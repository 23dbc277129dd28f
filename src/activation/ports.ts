import type { Signer } from '../crypto/signer.ts';
import type { MachineView } from '../machine/view.ts';
import type { Refusal, RefusalCode, RefusalDetails } from '../refusal.ts';
import type { KeptFrame } from '../transfer/receiver.ts';
import type { Detection } from './detection.ts';

export type { MachineView } from '../machine/view.ts';
export type { KeptFrame } from '../transfer/receiver.ts';
export type { Detection, Outline, Point } from './detection.ts';

/**
 * What the journey needs from the world. `main.tsx` plugs in the adapters of `device/` and `storage/`; tests plug in
 * others. Every method that can fail does so with a `Refusal`.
 */
export interface Ports {
  readonly service: ServicePort;
  /** Null where the page is by itself, which is nearly everywhere. */
  readonly tool: ToolPort | null;
  readonly installation: InstallationPort;
  readonly journal: JournalPort;
  readonly camera: CameraPort;
  readonly screen: ScreenPort;
  readonly feedback: FeedbackPort;
  readonly pictures: PicturePort;
  readonly files: FilePort;
  readonly clipboard: ClipboardPort;
  readonly connection: ConnectionPort;
  readonly history: HistoryPort;
  readonly page: PagePort;
  readonly now: () => Date;
  /** Runs once after a while, unless cancelled. @returns cancels */
  readonly later: (milliseconds: number, run: () => void) => () => void;
  /** @param length how many bytes of cryptographic randomness to return */
  readonly randomBytes: (length: number) => Uint8Array;
}

/** The vendor's activation service, over HTTP. */
export interface ServicePort {
  /**
   * Asks the service for a sign of life; gives up after some seconds, at once when the browser knows it is offline.
   *
   * @throws Refusal `network-offline` (the device has no network), `service-unreachable`, `service-answer-not-ours`
   *   (something else answered: a captive portal, a proxy), `service-busy`, `service-fault`
   */
  greet(): Promise<void>;
  /**
   * Asks for a license. Safe to repeat: the same order yields the same bytes.
   *
   * @returns the license file, and behind it the keyset's where the request says that the machine holds an older one;
   *   exactly as the service sent it, not yet verified
   * @throws Refusal as `greet`, and every code with which the service refuses (`serial-refused`, `seats-exhausted`, …)
   */
  activate(order: ActivationOrder): Promise<Uint8Array>;
  /**
   * Brings a return receipt. Safe to repeat.
   *
   * @param receipt exact file bytes
   * @throws Refusal as `greet`, and every code with which the service refuses (`return-too-often`, …)
   */
  returnLicense(receipt: Uint8Array): Promise<ReturnAnswer>;
}

export interface ActivationOrder {
  /** The request file, exact bytes. */
  readonly request: Uint8Array;
  /** Id of the license type, from the vendor profile. */
  readonly licenseType: string;
  /** In canonical form; absent where the type needs none. */
  readonly serialNumber?: string;
  /** The person agreed to what becomes of the seat, after `machine-changed`. */
  readonly confirmChange?: true;
}

/** What the service says to a return receipt that it takes. */
export interface ReturnAnswer {
  readonly outcome: 'returned' | 'already-returned';
  /** How many machines can be activated now; null where seats are not limited. */
  readonly seatsLeft: number | null;
}

/** The key pair that stands for this installation: WebCrypto and not extractable where the page allows it. */
export interface InstallationPort {
  /**
   * The installation's key, made at the first call and kept.
   *
   * @throws Refusal `storage-unavailable`, `storage-full`
   */
  signer(): Promise<Signer>;
}

/**
 * The command line tool that serves the page on the machine itself (`keyferry machine wizard`). It sees the hardware, keeps
 * what belongs to the machine and installs licenses. Every call says how things stand after it.
 *
 * All of them: @throws Refusal `wizard-ended`
 */
export interface ToolPort {
  /** What it said last; null before the first call. */
  readonly seen: MachineView | null;
  look(): Promise<MachineView>;
  /** @throws Refusal `installation-key-damaged`, `keep-failed` */
  makeRequest(): Promise<MachineView>;
  /** @throws Refusal every code of `verifyKeyset`; `keep-failed` */
  takeKeyset(file: Uint8Array): Promise<MachineView>;
  /**
   * Verifies, keeps and installs. That a good license is kept, and could not be put in its place, is said in the view.
   *
   * @param file exact bytes, of a license or a bundle
   * @throws Refusal every code of `verifyLicense`; `license-nowhere`
   */
  activate(file: Uint8Array): Promise<MachineView>;
  /** Puts the kept license in its place. @throws Refusal as `activate`; `license-missing` */
  place(): Promise<MachineView>;
  /** @throws Refusal `installation-key-missing`, `installation-other`, `license-missing`, `return-unwritten` */
  returnLicense(): Promise<MachineView>;
  /** Calls back when the person comes back to the page: other commands may have been run. @returns stops listening */
  onReturn(listener: () => void): () => void;
}

/** The machine's side of the journal: one activation at a time. */
export interface MachineRecord {
  /** The request that is on its way, exact file bytes. */
  readonly request: Uint8Array | null;
  /** Every request id this installation has sent, newest last: a license may answer any of them. */
  readonly requestIds: readonly string[];
  /** The license in force, exact file bytes; behind it a keyset that is newer than the page's. */
  readonly license: Uint8Array | null;
  /** What the person has chosen and typed for online activation. */
  readonly draft: Draft;
  /** What the service wants to know before it answers, until it does: `machine-changed`. */
  readonly refusal: KeptRefusal | null;
  /** Licenses given back, newest last: they are refused here for good. */
  readonly returns: readonly Returned[];
}

export const emptyDraft: Draft = { licenseType: null, serialNumber: '' };

/** A machine on which nothing has happened yet. */
export const emptyMachine: MachineRecord = {
  request: null,
  requestIds: [],
  license: null,
  draft: emptyDraft,
  refusal: null,
  returns: [],
};

/** A license that this machine has given back. Everything that its receipt says is kept before there is a receipt. */
export interface Returned {
  readonly licenseId: string;
  /** Counts the returns of this installation, and never goes down. */
  readonly counter: number;
  /** 128 random bits, 22 base64url characters. */
  readonly nonce: string;
  /** Instant. */
  readonly returnedAt: string;
  /** The receipt, exact file bytes, once it is signed. */
  readonly receipt: Uint8Array | null;
  /** What the service said to it, where this machine reached it. */
  readonly answer: ReturnAnswer | null;
  readonly refusal: KeptRefusal | null;
}

/** A return receipt that this device brings to the service for another machine. */
export interface CarriedReceipt {
  /** The machine's name and the receipt's nonce. */
  readonly id: string;
  /** The machine's name for people: see `machineName`. */
  readonly machine: string;
  /** The receipt, exact bytes. */
  readonly file: Uint8Array;
  /** Instant, ISO 8601 in UTC. */
  readonly receivedAt: string;
  /** Neither of both: it is still to be sent. */
  readonly answer: ReturnAnswer | null;
  readonly refusal: KeptRefusal | null;
}

/** Why the service refused the last time, until it is asked again. */
export interface KeptRefusal {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

/** What a person has chosen and typed for a license. */
export interface Draft {
  readonly licenseType: string | null;
  readonly serialNumber: string;
  /** What becomes of the seat of a machine that has changed is agreed to, for just this choice. */
  readonly confirmChange?: boolean;
}

/** One request that a device with internet carries, from the scan to the license handed over. */
export interface CarriedRequest {
  readonly requestId: string;
  /** The request file, exact bytes. */
  readonly request: Uint8Array;
  /** Instant, ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly draft: Draft;
  /** `open`: being filled in. `waiting`: to be sent when there is network. `licensed`: the license is here. */
  readonly stage: 'open' | 'waiting' | 'licensed';
  /** What the service answered, exact bytes, once `licensed`: the license file, and behind it a keyset for the machine. */
  readonly license: Uint8Array | null;
  readonly refusal: KeptRefusal | null;
}

/** Any file that is carried from one device to the other by light. */
export interface CarriedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file that came in as codes and is none of our documents. */
export interface ArrivedFile extends CarriedFile {
  /** The person has saved it, or handed it on. */
  readonly saved?: true;
}

export interface FileTransfer {
  /** Being shown as codes. */
  readonly sending: CarriedFile | null;
  /** The one in front. */
  readonly arrived: ArrivedFile | null;
  /** Came before that one and are not saved, newest last. */
  readonly unsaved: readonly ArrivedFile[];
}

/** Small choices of this device's person: what the device is for, and in which language the wizard speaks. */
export type SettingName = 'role' | 'camera' | 'feedback' | 'keyset' | 'language';

/** What must survive reload, update and crash. A promise that resolves means: it is on disk. */
export interface JournalPort {
  readMachine(): Promise<MachineRecord>;
  writeMachine(change: (current: MachineRecord) => MachineRecord): Promise<MachineRecord>;
  /** Oldest first. */
  listCarriedRequests(): Promise<readonly CarriedRequest[]>;
  /**
   * Reads, changes and writes one errand in one transaction.
   *
   * @param change gets the errand as it stands (null when there is none) and returns what to keep (null deletes it)
   */
  writeCarriedRequest(
    requestId: string,
    change: (current: CarriedRequest | null) => CarriedRequest | null,
  ): Promise<CarriedRequest | null>;
  /** Oldest first. */
  listReceipts(): Promise<readonly CarriedReceipt[]>;
  /** As `writeErrand`. */
  writeReceipt(
    id: string,
    change: (current: CarriedReceipt | null) => CarriedReceipt | null,
  ): Promise<CarriedReceipt | null>;
  /** Frames of transfers that are not complete yet, in the order in which they were kept. */
  readFrames(): Promise<readonly KeptFrame[]>;
  keepFrames(frames: readonly KeptFrame[]): Promise<void>;
  /** @param stream the transfer that is complete, or given up */
  forgetFrames(stream: string): Promise<void>;
  readFileTransfer(): Promise<FileTransfer>;
  writeFileTransfer(change: (current: FileTransfer) => FileTransfer): Promise<FileTransfer>;
  readSetting(name: SettingName): Promise<string | null>;
  writeSetting(name: SettingName, value: string): Promise<void>;
  /**
   * Reads, changes and writes one setting in one transaction.
   *
   * @param change gets it as it stands, null when there is none, and returns what to keep; null leaves it
   */
  changeSetting(name: SettingName, change: (current: string | null) => string | null): Promise<void>;
  /** Calls back when another tab has written. @returns stops listening */
  onOutsideChange(listener: () => void): () => void;
}

/** One of the cameras of this device. */
export interface CameraChoice {
  readonly id: string;
  /** As the device calls it. */
  readonly name: string;
}

export interface CameraPort {
  /** Whether this page, opened the way it is, can use a camera at all. */
  readonly access: 'possible' | 'needs-secure-page' | 'missing';
  /** Calls back when `access` may have changed: browsers count cameras in the background, and one may be plugged in. */
  onAccessChange(listener: () => void): void;
  /**
   * Shows the camera's picture and reports what each picture showed, repeated sightings included. The stream stays open
   * between scans of a visit, because on `file://` every new one asks for permission again.
   *
   * @param lost called when the scan ends by itself: the camera was pulled out, taken by another app, or forbidden
   * @param wanted the camera that was chosen before, found by its id or, where ids change with each visit, by its name;
   *   null for the one that faces away from the person
   * @throws Refusal `camera-needs-secure-page`, `camera-denied`, `camera-missing`, `camera-busy`
   */
  scan(
    video: HTMLVideoElement,
    seen: (detection: Detection) => void,
    lost: (why: Refusal) => void,
    wanted: CameraChoice | null,
  ): Promise<CameraScan>;
  /** Turns the camera off. */
  close(): void;
}

/** A running scan, and what its camera can do. */
export interface CameraScan {
  /** All cameras of this device. */
  readonly cameras: readonly CameraChoice[];
  /** The one in use. */
  readonly camera: CameraChoice;
  /** Null where this camera has no lamp. */
  readonly torch: Torch | null;
  /** Null where this camera does not zoom. */
  readonly zoom: Zoom | null;
  stop(): void;
}

export interface Torch {
  readonly on: boolean;
  /** @returns whether the lamp is on now */
  turn(on: boolean): Promise<boolean>;
}

export interface Zoom {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** @returns the zoom that the camera took */
  set(value: number): Promise<number>;
}

export interface ScreenPort {
  /** Keeps the screen from going dark while a code is shown or scanned, where the browser can. @returns lets it go */
  keepAwake(): () => void;
  /** Whether the person asked for little motion; then codes do not change by themselves. */
  readonly reducedMotion: boolean;
}

/** What is heard and felt. */
export interface FeedbackPort {
  /** Browsers allow sound only after a touch, so this is called in one. */
  prepare(): void;
  /** A short tone and a vibration, where the device has them. */
  success(): void;
}

export interface PicturePort {
  /**
   * Finds the QR codes in a photograph, a screenshot or a scan.
   *
   * @returns the text of each, at least one
   * @throws Refusal `picture-unreadable` (not a picture this browser opens), `picture-without-code`
   */
  read(picture: Blob): Promise<readonly string[]>;
}

export interface FilePort {
  /**
   * Saves a file to the browser's downloads. On a page that is not a secure context the name gets `.txt` appended,
   * because Chromium blocks other endings there; files are recognized by content, never by name.
   *
   * @returns the name it was given
   */
  save(name: string, bytes: Uint8Array): string;
  /** Whether the share sheet takes files here. */
  readonly canShare: boolean;
  /** @returns false when the person closed the share sheet */
  share(name: string, bytes: Uint8Array): Promise<boolean>;
}

export interface ClipboardPort {
  /** @throws Refusal `clipboard-denied` */
  copy(text: string): Promise<void>;
}

export interface ConnectionPort {
  /** What the browser believes; true is no proof. */
  readonly online: boolean;
  /** @returns stops listening */
  onChange(listener: (online: boolean) => void): () => void;
}

/** The browser's own Back button. */
export interface HistoryPort {
  /** Makes a screen an entry of its own, or puts it in the place of the one shown last. */
  visit(entry: object, how: 'push' | 'replace'): void;
  /** The entry in front, which a reload keeps. */
  present(): object | null;
  /** Calls back with the entry that the person went back (or forward) to. */
  onReturn(listener: (entry: object | null) => void): void;
}

/** What arrives at once: a text, or files and pictures that somebody chose, dropped or shared together. */
export type Delivery = string | readonly Blob[];

/** How the page was opened and what it can do about itself. */
export interface PagePort {
  /** `file`: from a local file. `http`: from a server, not a secure context. `secure`: https or localhost. */
  readonly opened: 'file' | 'http' | 'secure';
  /** A device that is mostly held in a hand. */
  readonly handheld: boolean;
  /** What the page was opened with in its fragment, taken once and cleared from the address; empty when nothing. */
  takeFragment(): string;
  /** Whether a newer version is ready. Takes effect only through `update`. @returns stops listening */
  onUpdateReady(listener: () => void): () => void;
  /** Switches to the newer version and reloads. */
  update(): void;
  /** Files and texts handed in from outside: dropped, pasted, shared, opened with the app. @returns stops listening */
  onDelivery(listener: (delivery: Delivery) => void): () => void;
}
