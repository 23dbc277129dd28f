import { Refusal } from '../../refusal.ts';
import { frameTextIn } from '../../transfer/link.ts';
import type { Parcel } from '../../transfer/parcel.ts';
import type { Engine } from '../engine.ts';
import type { IncomingItems } from '../ports/page.ts';
import { type Collector, createCollector } from '../scan/collector.ts';
import type { Scan, StartScan } from '../scan/scan.ts';
import { emptyScanLog, noteRefused, scansOn } from '../scan/scanLog.ts';
import { type Role, screenOf, withoutOverlay } from '../screens.ts';
import type { Receivers } from './documents.ts';
import { lateReader, type Reader } from './lateReader.ts';
import { isPicture } from './pictureFile.ts';
import { incomplete, parcelsInPictures } from './pictures.ts';

export type IntakeActions = ReturnType<typeof intakeActions>;

/** Takes in whatever arrives: a file, a picture, a pasted text, a code in front of the camera. */
export function intakeActions(engine: Engine, receivers: Receivers) {
  const { ports, state, guarded } = engine;
  const { fileTransfer } = receivers;
  const collector = createCollector(engine);
  const reader = lateReader(engine, receivers, collector);
  const acceptParcel = async (parcel: Parcel) =>
    (await reader()).accept({ files: [], parcels: [{ source: '', parcel }] });
  const takeComplete = () => guarded(() => collector.take(acceptParcel));
  const prepare = () =>
    reader().then(
      () => true,
      () => false,
    );
  const oneByOne = createScanQueue(engine, collector, acceptParcel);

  return {
    recall: collector.recall,
    /** Loads what reads files and documents, which is not part of the first load. @returns whether it is here */
    prepare,
    acceptLink: (fragment: string, role: Role | null) => acceptLink(engine, collector, reader, fragment, role),

    /** Takes in transfers that were complete, but not processed, when an earlier visit ended. */
    async finish(): Promise<void> {
      if (!collector.receiver.done || !(await prepare())) return;
      while (collector.receiver.done) await takeComplete();
    },

    /** Closes the report about what could not be used. */
    closeReport(): void {
      engine.update({ intakeReport: null });
    },

    /** @returns the progress of an incomplete transfer, null when there is none */
    unfinished: () => collector.receiver.parts,

    /** Takes in files, pictures of codes, or a text. */
    deliver: (items: IncomingItems): Promise<void> =>
      (scansOn(state.value.screen) ? (work: () => Promise<void>) => noting(engine, work) : guarded)(async () => {
        if (typeof items === 'string') return acceptText(collector, reader, items);
        const [only, another] = items;
        const isToSend = state.value.screen.at === 'file-transfer' && only && !another && !(await isPicture(only));
        return isToSend ? fileTransfer.choose(only) : acceptItems(engine, collector, reader, items);
      }),

    /**
     * Watches the camera until a transfer is complete, then takes it in. Where the requests of many computers are
     * collected, it stays on and takes one after another. A camera error becomes a refusal.
     *
     * @param start `startScan`, which comes with the screens that have a camera
     */
    scan: (video: HTMLVideoElement, start: StartScan): Scan => {
      void prepare();
      return start(video, ports, collector, {
        lost: (why) => void guarded(() => closeCamera(engine, why)),
        ...(scansOn(state.value.screen)
          ? { complete: oneByOne, unusable: (why) => noteRefused(engine, why) }
          : { complete: () => takeComplete().then(() => 'success') }),
      });
    },

    /** Ends scanning one computer after another: shows the only one, or the list. */
    endScan(): void {
      const { scanLog, carriedRequests } = state.value;
      const [only, another] = scanLog.scanned;
      const request = only?.type === 'request' ? carriedRequests.find(({ requestId }) => requestId === only.id) : null;
      const single = only?.type === 'request' ? request && screenOf(request) : only?.screen;
      engine.show(another ? { at: 'collect' } : (single ?? { at: 'collect' }), 'replace');
    },
  };
}

/** Notes a refusal in the scan log, where a refusal screen would end the scan. */
async function noting(engine: Engine, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    noteRefused(engine, error);
  }
}

/**
 * @returns takes the complete transfer from the collector at once, and processes one after another, so that the log has
 *   them in the order of the scans
 */
function createScanQueue(
  engine: Engine,
  collector: Collector,
  accept: (parcel: Parcel) => Promise<void>,
): () => Promise<'success' | 'attention'> {
  let before: Promise<unknown> = Promise.resolve();
  return async () => {
    const known = before;
    const mine = noting(engine, () => collector.take((parcel) => known.then(() => accept(parcel))));
    before = mine;
    await mine;
    const outcome = engine.state.value.scanLog.latest?.outcome;
    return outcome === 'known' || outcome === 'refused' ? 'attention' : 'success';
  };
}

/** Takes in a code's link or text, or a text that holds documents; a scanner may have typed it for another keyboard. */
async function acceptText(collector: Collector, reader: Reader, given: string): Promise<void> {
  // Before the code is taken in: without the reader, it stays where it is.
  const documents = await reader();
  const text = documents.scanned(given);
  if (frameTextIn(text) === null) {
    return documents.accept({ files: [{ name: '', bytes: new TextEncoder().encode(text) }] });
  }
  const answer = collector.add(text);
  const { done, problem } = collector.receiver;
  if (done && answer === 'ours') {
    return collector.take((parcel) => documents.accept({ files: [], parcels: [{ source: '', parcel }] }));
  }
  throw problem ? new Refusal(problem) : incomplete(collector);
}

/** Takes in a code read by a phone's own camera app. When it is one of several, the page's camera reads the others. */
async function acceptLink(
  { ports, update, show }: Engine,
  collector: Collector,
  reader: Reader,
  fragment: string,
  role: Role | null,
): Promise<void> {
  try {
    await acceptText(collector, reader, fragment);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'parcel-incomplete') throw error;
    update({ role: role ?? 'courier', scanLog: emptyScanLog });
    const at = role === 'machine' ? 'receive' : 'collect';
    const canScan = ports.camera.access === 'possible';
    show(canScan ? { at, camera: true } : { at }, 'replace');
    if (!canScan) throw error;
  }
}

async function acceptItems(
  { ports }: Engine,
  collector: Collector,
  reader: Reader,
  items: readonly Blob[],
): Promise<void> {
  const documents = await reader();
  const { pictures, unused, ...opened } = await documents.open(items);
  const read = await parcelsInPictures(ports, collector, pictures);
  await documents.accept({ ...opened, parcels: read.parcels, unused: [...unused, ...read.unused] });
}

/** Leaves the camera before the refusal is shown: closing the refusal must not start it again. */
async function closeCamera({ state, show }: Engine, why: unknown): Promise<never> {
  const { screen } = state.value;
  if ('camera' in screen) show(withoutOverlay(screen), 'replace');
  throw why;
}
