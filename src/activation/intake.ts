import { splitBundle } from '../documents/bundle.ts';
import { fileLimits } from '../documents/fileLimits.ts';
import { recognize } from '../documents/recognize.ts';
import { Refusal } from '../refusal.ts';
import type { Parcel } from '../transfer/parcel.ts';
import { documentIn, isFrameText } from '../transfer/text.ts';
import { takeKeysets } from './bundle.ts';
import { createCollector } from './collector.ts';
import type { CourierActions } from './courier.ts';
import type { Engine } from './engine.ts';
import type { FileTransferActions } from './fileTransfer.ts';
import type { MachineActions } from './machine.ts';
import type { Delivery } from './ports.ts';
import type { ReceiptActions } from './receipts.ts';
import { type Scan, startScan } from './scan.ts';
import { type Role, withoutPassing } from './state.ts';

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

/** What is taken in as a document of ours; anything else that comes as light is kept for the person to save. */
const documentTypes: readonly string[] = ['request', 'license', 'keyset', 'return'];

/** More machines than anybody takes along at once; checking thousands of signatures would freeze the page. */
const mostDocuments = 500;

/** Whatever arrives, by whichever way: a file, a picture, a pasted text, a code before the camera. */
export function intakeActions(
  engine: Engine,
  machine: MachineActions,
  courier: CourierActions,
  receipts: ReceiptActions,
  carry: FileTransferActions,
  settle: (role: Role) => Promise<void>,
) {
  const { ports, state, guarded } = engine;
  const collector = createCollector(engine);

  /** @throws Refusal what is wrong with the first of them, or why it does not belong here */
  async function acceptFiles(files: readonly Uint8Array[]): Promise<void> {
    const parts = files.flatMap(splitBundle);
    if (parts.length > mostDocuments) throw new Refusal('file-too-large', { documents: parts.length });
    const { documents, refusal } = await takeKeysets(engine, parts);
    if (documents.length === 0) return keysetsOnly(refusal);
    const kinds = documents.map(recognize);
    const role = ports.tool ? 'machine' : (state.value.role ?? (kinds.includes('license') ? 'machine' : 'courier'));
    if (role === 'machine') {
      const [found] = kinds;
      if (found === 'request' || found === 'return')
        throw new Refusal('document-type-wrong', { expected: 'license', found });
      await machine.acceptOwn(documents);
    } else {
      if (kinds[0] === 'license') throw new Refusal('document-type-wrong', { expected: 'request', found: 'license' });
      await courier.takeRequests(documents.filter((_, at) => kinds[at] !== 'return'));
      await receipts.take(documents.filter((_, at) => kinds[at] === 'return'));
    }
    // Only what was genuine says what this device is for: anybody can make a link that looks like a license.
    if (role !== state.value.role) await settle(role);
  }

  /** Nothing but keysets came: the license in force has to hold under them as well. */
  async function keysetsOnly(refusal: Refusal | null): Promise<void> {
    if (refusal) throw refusal;
    engine.show({ at: 'keyset' });
    await machine.recheck();
  }

  /**
   * Takes in what came as light: documents of ours, alone or one file after another, and any other file, which is kept
   * for the person to save.
   */
  async function acceptParcels(parcels: readonly Parcel[], files: readonly Uint8Array[] = []): Promise<void> {
    const isAnyFile = state.value.screen.at === 'carry';
    const documents = [...files];
    for (const parcel of parcels) {
      const isOther = parcel.kind === 'file' && !documentTypes.includes(recognize(parcel.bytes));
      if (isOther || isAnyFile) await carry.arrive(parcel);
      else documents.push(parcel.bytes);
    }
    if (documents.length > 0) await acceptFiles(documents);
  }

  const acceptParcel = (parcel: Parcel) => acceptParcels([parcel]);

  /**
   * Reads the codes in pictures. Together they may hold what takes several; what is not complete yet is kept, and further
   * pictures or the camera may bring the rest.
   *
   * @returns what is complete, and what is wrong with pictures that brought nothing; null when the others sufficed
   * @throws Refusal `parcel-incomplete` with `received` and `needed`, or what is wrong with all of them
   */
  async function parcelsInPictures(pictures: readonly Blob[]) {
    const parcels: Parcel[] = [];
    let refusal: Refusal | null = null;
    let taken = false;
    let severalCodes = false;
    for (const picture of pictures) {
      try {
        for (const text of await ports.pictures.read(picture)) {
          taken = collector.add(text) === 'ours' || taken;
          const { problem, done, parts } = collector.receiver;
          if (problem) refusal = new Refusal(problem);
          severalCodes ||= parts !== null;
          if (done) await collector.take(async (parcel) => void parcels.push(parcel));
        }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refusal = error;
      }
    }
    if (parcels.length > 0) return { parcels, refusal: severalCodes ? null : refusal };
    throw taken && collector.receiver.parts ? incomplete() : (refusal ?? new Refusal('code-not-ours'));
  }

  function incomplete(): Refusal {
    const { received = 0, needed = 0 } = collector.receiver.parts ?? {};
    return new Refusal('parcel-incomplete', { received, needed });
  }

  async function isPicture(blob: Blob): Promise<boolean> {
    const head = new Uint8Array(await blob.slice(0, 12).arrayBuffer());
    return (
      pictureMagic.some((magic) => magic.every((byte, at) => head[at] === byte)) ||
      pictureBrand.test(String.fromCharCode(...head.slice(4, 12)))
    );
  }

  async function acceptBlobs(blobs: readonly Blob[]): Promise<void> {
    const pictures: Blob[] = [];
    const files: Uint8Array[] = [];
    for (const blob of blobs) {
      if (await isPicture(blob)) pictures.push(blob);
      else if (blob.size > fileLimits.opened) throw new Refusal('file-too-large', { bytes: blob.size });
      else files.push(new Uint8Array(await blob.arrayBuffer()));
    }
    if (pictures.length === 0) return acceptFiles(files);
    const { parcels, refusal } = await parcelsInPictures(pictures);
    await acceptParcels(parcels, files);
    if (refusal) throw refusal;
  }

  /** A code's link or text, or a document's own text. */
  async function acceptText(text: string): Promise<void> {
    if (!isFrameText(text)) return acceptFiles([documentIn(text)]);
    const answer = collector.add(text);
    const { done, problem } = collector.receiver;
    if (done && answer === 'ours') return collector.take(acceptParcel);
    throw problem ? new Refusal(problem) : incomplete();
  }

  /** A code seen by a phone's own camera app: when it is one of several, our own camera goes on with the others. */
  async function acceptLink(fragment: string, role: Role | null): Promise<void> {
    try {
      await acceptText(fragment);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'parcel-incomplete') throw error;
      engine.update({ role: role ?? 'courier' });
      const at = role === 'machine' ? 'receive' : 'collect';
      engine.show(ports.camera.access === 'possible' ? { at, camera: true } : { at }, 'replace');
      if (ports.camera.access !== 'possible') throw error;
    }
  }

  /** The trouble is shown in front of the screen without the camera, or closing it would start it again. */
  async function giveUp(why: unknown): Promise<never> {
    const { screen } = state.value;
    if ('camera' in screen) engine.show(withoutPassing(screen), 'replace');
    throw why;
  }

  return {
    acceptLink,
    recall: collector.recall,

    /** Takes in what was complete, but not kept, when an earlier visit ended. */
    async finish(): Promise<void> {
      while (collector.receiver.done) await guarded(() => collector.take(acceptParcel));
    },

    /** @returns how much is in of what takes several codes and is not complete, null when there is no such thing */
    unfinished: () => collector.receiver.parts,

    /** Takes in files, pictures of codes, or a text. */
    deliver: (delivery: Delivery): Promise<void> =>
      guarded(async () => {
        if (typeof delivery === 'string') return acceptText(delivery);
        const [only, another] = delivery;
        const isToSend = state.value.screen.at === 'carry' && only && !another && !(await isPicture(only));
        return isToSend ? carry.choose(only) : acceptBlobs(delivery);
      }),

    /**
     * Watches the camera until something is complete, then takes it in. A camera that cannot be had becomes the trouble
     * in front of the screen.
     */
    scan: (video: HTMLVideoElement): Scan =>
      startScan(video, ports, collector, {
        complete: () => void guarded(() => collector.take(acceptParcel)),
        lost: (why) => void guarded(() => giveUp(why)),
      }),
  };
}
