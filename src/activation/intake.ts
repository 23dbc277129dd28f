import { splitBundle } from '../documents/bundle.ts';
import { recognize } from '../documents/recognize.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { createReceiver } from '../transfer/receiver.ts';
import { parcelFromText } from '../transfer/text.ts';
import type { CourierActions } from './courier.ts';
import type { Engine } from './engine.ts';
import type { MachineActions } from './machine.ts';
import type { CameraScan, Delivery } from './ports.ts';
import { type Role, screenBefore } from './state.ts';

export type IntakeActions = ReturnType<typeof intakeActions>;

/** A picture is told from a document by its first bytes, because names and types are lost on the way. */
const pictureMagic: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x42, 0x4d], // BMP
  [0x52, 0x49, 0x46, 0x46], // WebP, in RIFF
];

/** HEIC and AVIF say their brand at byte 4; a film begins alike with another brand (ISO/IEC 14496-12 section 4.3). */
const pictureBrand = /^ftyp(?:heic|heix|heim|heis|mif1|msf1|avif|avis)$/;

/** Larger than any document by far, so that a video dropped by mistake is not read into memory. */
const largestFile = 1 << 20;

/** More machines than anybody takes along at once; checking thousands of signatures would freeze the page. */
const mostDocuments = 500;

/** Whatever arrives, by whichever way: a file, a picture, a pasted text, a code before the camera. */
export function intakeActions(
  engine: Engine,
  machine: MachineActions,
  courier: CourierActions,
  settle: (role: Role) => Promise<void>,
) {
  const { ports, state, guarded } = engine;

  /** @throws Refusal what is wrong with the first of them, or why it does not belong here */
  async function acceptFiles(files: readonly Uint8Array[]): Promise<void> {
    const documents = files.flatMap(splitBundle);
    if (documents.length > mostDocuments) throw new Refusal('file-too-large', { documents: documents.length });
    const kinds = documents.map(recognize);
    const role = state.value.role ?? (kinds.includes('license') ? 'machine' : 'courier');
    if (role === 'machine') {
      if (kinds[0] === 'request') throw new Refusal('document-type-wrong', { expected: 'license', found: 'request' });
      await machine.acceptOwn(documents);
    } else {
      if (kinds[0] === 'license') throw new Refusal('document-type-wrong', { expected: 'request', found: 'license' });
      await courier.takeRequests(documents);
    }
    // Only what was genuine says what this device is for: anybody can make a link that looks like a license.
    if (role !== state.value.role) await settle(role);
  }

  async function filesInPicture(picture: Blob): Promise<readonly Uint8Array[]> {
    const files: Uint8Array[] = [];
    let problem: RefusalCode = 'code-not-ours';
    for (const text of await ports.pictures.read(picture)) {
      const receiver = createReceiver();
      receiver.add(text);
      problem = receiver.problem ?? problem;
      if (receiver.done) files.push(receiver.result.bytes);
    }
    if (files.length === 0) throw new Refusal(problem);
    return files;
  }

  async function filesIn(blob: Blob): Promise<readonly Uint8Array[]> {
    const head = new Uint8Array(await blob.slice(0, 12).arrayBuffer());
    const isPicture =
      pictureMagic.some((magic) => magic.every((byte, at) => head[at] === byte)) ||
      pictureBrand.test(String.fromCharCode(...head.slice(4, 12)));
    if (isPicture) return filesInPicture(blob);
    if (blob.size > largestFile) throw new Refusal('file-too-large', { bytes: blob.size });
    return [new Uint8Array(await blob.arrayBuffer())];
  }

  async function acceptText(text: string): Promise<void> {
    return acceptFiles([parcelFromText(text).bytes]);
  }

  /** The same, said of a text: what is pasted is no code that was seen. */
  async function acceptPasted(text: string): Promise<void> {
    try {
      await acceptText(text);
    } catch (fault) {
      throw fault instanceof Refusal && fault.code === 'code-not-ours' ? new Refusal('file-unrecognized') : fault;
    }
  }

  return {
    acceptText,

    /** Takes in files, pictures of codes, or a text. */
    deliver: (delivery: Delivery): Promise<void> =>
      guarded(async () => {
        if (typeof delivery === 'string') return acceptPasted(delivery);
        const files: Uint8Array[] = [];
        for (const blob of delivery) files.push(...(await filesIn(blob)));
        return acceptFiles(files);
      }),

    /**
     * Watches the camera until a whole transfer was seen, then takes it in. A camera that cannot be had becomes the
     * trouble in front of the screen.
     *
     * @param onForeign a code was seen that is not ours; the scan goes on
     * @returns `started` says whether the camera runs; `stop` ends the scan at any moment
     */
    scan(video: HTMLVideoElement, onForeign: () => void): { started: Promise<boolean>; stop: () => void } {
      const receiver = createReceiver();
      let running: CameraScan | null = null;
      let stopped = false;
      const stop = () => {
        stopped = true;
        running?.stop();
      };

      function see(text: string): void {
        if (stopped) return;
        const answer = receiver.add(text);
        if (answer === 'foreign') onForeign();
        const { problem } = receiver;
        if (answer === 'unsupported' && problem) {
          lose(new Refusal(problem));
        }
        if (receiver.done) {
          stop();
          void guarded(() => acceptFiles([receiver.result.bytes]));
        }
      }

      function lose(why: Refusal): void {
        if (stopped) return;
        stop();
        void guarded(() => giveUp(why));
      }

      /** The trouble is shown in front of the screen without the camera, or closing it would start it again. */
      async function giveUp(why: unknown): Promise<never> {
        const before = screenBefore(state.value.screen);
        if (before && 'camera' in state.value.screen) engine.show(before, 'replace');
        throw why;
      }

      async function start(): Promise<boolean> {
        await guarded(async () => {
          running = await ports.camera.scan(video, see, lose).catch(giveUp);
        });
        if (stopped) running?.stop();
        return running !== null && !stopped;
      }

      return { started: start(), stop };
    },
  };
}
