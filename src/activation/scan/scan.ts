import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { Refusal, type RefusalCode } from '../../refusal.ts';
import { foreignKindOf } from '../../transfer/foreignCode.ts';
import { createReceiver } from '../../transfer/receiver.ts';
import type { Detection } from '../detection.ts';
import type { CameraChoice } from '../ports/camera.ts';
import type { Ports } from '../ports.ts';
import type { Collector } from './collector.ts';
import { createHandledCodes, type HandledCodes } from './handledCodes.ts';
import { createRunningCamera, type RunningCamera } from './runningCamera.ts';
import { rangeOf, type ScanView } from './scanView.ts';
import { createWatch, type Watch } from './watch.ts';

/** A running scan. It ends when a transfer is complete, unless it goes on. */
export interface Scan {
  readonly view: ReadonlySignal<ScanView>;
  /** Continues with another camera and stores the choice. */
  chooseCamera(id: string): void;
  turnTorch(on: boolean): void;
  setZoom(value: number): void;
  wantFeedback(on: boolean): void;
  stop(): void;
}

interface ScanEnd {
  /** A transfer is complete in the collector, which must be emptied now. @returns when it is processed, whether it was of use */
  complete(): Promise<'success' | 'attention'>;
  /** The scan cannot begin, or has ended unasked. */
  lost(why: unknown): void;
  /**
   * Where the camera stays on after each transfer: a code cannot be used.
   *
   * @param why Refusal `code-not-ours` with `kind`, or why this version cannot read it
   */
  readonly unusable?: (why: Refusal) => void;
}

interface ScanContext {
  readonly ports: Ports;
  readonly collector: Collector;
  readonly view: Signal<ScanView>;
  readonly watch: Watch;
  readonly handled: HandledCodes;
  /** Whether the camera of this scan would read several codes at once, which the other screen has not shown yet. */
  couldReadSeveral: boolean;
  readonly end: ScanEnd;
  update(change: Partial<ScanView>): void;
  stop(): void;
  lose(why: unknown): void;
}

export type StartScan = typeof startScan;

/** Watches the camera until a transfer is complete; with `end.unusable`, until it is stopped. */
export function startScan(video: HTMLVideoElement, ports: Ports, collector: Collector, end: ScanEnd): Scan {
  collector.receiveWith(createReceiver);
  const view = signal(initialView(collector));
  let stopped = false;
  const context: ScanContext = {
    ports,
    collector,
    view,
    watch: createWatch(() => ports.now().getTime()),
    update(change) {
      view.value = { ...view.value, ...change };
    },
    handled: createHandledCodes(() => ports.now().getTime()),
    couldReadSeveral: false,
    end,
    stop,
    lose(why) {
      if (stopped) return;
      stop();
      end.lost(why);
    },
  };
  const camera = createRunningCamera(ports, {
    seen: (detection) => stopped || (end.unusable ? seeOneAfterAnother : see)(context, detection),
    started({ cameras, camera, torch, zoom, isDetailed }) {
      context.couldReadSeveral = isDetailed;
      context.update({ phase: 'looking', cameras, camera, torch: torch?.on ?? null, zoom: zoom && rangeOf(zoom) });
    },
    lost: context.lose,
  });

  function stop(): void {
    stopped = true;
    camera.stop();
  }

  void begin(context, camera, video);
  return { view, ...controls(context, camera, video), stop };
}

function initialView({ receiver, resumed }: Collector): ScanView {
  return {
    phase: 'starting',
    outlines: [],
    parts: receiver.parts,
    secondsLeft: null,
    adviseSeveral: false,
    resumed,
    cameras: [],
    camera: null,
    torch: null,
    zoom: null,
    feedback: false,
  };
}

/** Takes in what one picture of the camera showed. */
function see(context: ScanContext, { texts, outlines }: Detection): void {
  const { collector, watch, view, ports } = context;
  let unusable: RefusalCode | null = null;
  for (const text of texts) {
    watch.read(collector.add(text));
    const { problem } = collector.receiver;
    if (problem && problem !== 'frame-damaged') unusable = problem;
  }
  const { parts, done } = collector.receiver;
  // The code is undamaged, so another picture of it does not help. A stray code ends no transfer that is under way.
  if (unusable && !parts && !done) {
    context.lose(new Refusal(unusable));
    return;
  }
  showProgress(context, outlines);
  if (!done) return;
  if (view.value.feedback) ports.feedback.success();
  context.stop();
  void context.end.complete();
}

/** As `see`, and goes on after each transfer: a picture may show the codes of several computers. */
function seeOneAfterAnother(context: ScanContext, { texts, outlines }: Detection): void {
  for (const text of texts) takeCode(context, text);
  showProgress(context, outlines);
}

function takeCode(context: ScanContext, text: string): void {
  const { collector, watch, handled, end } = context;
  if (handled.includes(text)) {
    watch.read('handled');
    return;
  }
  const answer = collector.add(text);
  const { problem, done } = collector.receiver;
  const isFree = watch.phase() !== 'reading';
  watch.read(answer);
  if (done) {
    handled.add(text);
    watch.read('handled');
    void end.complete().then((outcome) => signalOutcome(context, outcome));
    return;
  }
  const isUnusable = answer === 'foreign' || (problem !== null && problem !== 'frame-damaged');
  // A stray code disturbs no transfer that is under way.
  if (!isUnusable || !isFree) return;
  handled.add(text);
  end.unusable?.(answer === 'foreign' ? foreignCode(text) : new Refusal(problem ?? 'frame-damaged'));
  signalOutcome(context, 'attention');
}

function foreignCode(text: string): Refusal {
  return new Refusal('code-not-ours', { kind: foreignKindOf(text) });
}

function signalOutcome({ ports, view }: ScanContext, outcome: 'success' | 'attention'): void {
  if (view.value.feedback) ports.feedback[outcome]();
}

/** Seconds that a person rather spends on the other screen than on holding still. */
const longWait = 15;
/** Symbols of a transfer that is long enough for several codes at once: of forty codes with five each. */
const manySymbols = 200;

function showProgress(context: ScanContext, outlines: Detection['outlines']): void {
  const { collector, watch, view, update } = context;
  const { parts } = collector.receiver;
  watch.saw(outlines.length > 0, parts?.received ?? 0);
  if (outlines.length > 1) context.couldReadSeveral = false;
  const secondsLeft = parts && watch.secondsFor(parts.needed - parts.received);
  // Advice stays once it is given: the estimate goes up and down.
  const isLong = view.value.adviseSeveral || (secondsLeft ?? 0) > longWait;
  const adviseSeveral = context.couldReadSeveral && isLong && (parts?.needed ?? 0) >= manySymbols;
  update({ phase: watch.phase(), outlines, parts, secondsLeft, adviseSeveral, resumed: collector.resumed });
}

/** Starts with the stored choices of camera and feedback. */
async function begin(
  { ports, update, end }: ScanContext,
  camera: RunningCamera,
  video: HTMLVideoElement,
): Promise<void> {
  const [choice, feedback] = await Promise.all(
    (['camera', 'feedback'] as const).map((name) => ports.journal.readSetting(name).catch(() => null)),
  );
  // Who scans forty computers looks at them, not at the phone.
  const wanted = feedback === 'on' || (end.unusable !== undefined && feedback !== 'off');
  update({ feedback: wanted });
  if (wanted) ports.feedback.prepare();
  await camera.start(video, cameraIn(choice ?? null));
}

function controls(
  { ports, view, update }: ScanContext,
  camera: RunningCamera,
  video: HTMLVideoElement,
): Pick<Scan, 'chooseCamera' | 'turnTorch' | 'setZoom' | 'wantFeedback'> {
  /** A choice that cannot be stored still holds for this visit. */
  const store = (name: 'camera' | 'feedback', value: string) =>
    void ports.journal.writeSetting(name, value).catch(() => {});

  return {
    chooseCamera(id) {
      const choice = view.value.cameras.find((one) => one.id === id);
      if (!choice) return;
      store('camera', JSON.stringify(choice));
      camera.pause();
      update({ phase: 'starting', outlines: [], camera: choice, torch: null, zoom: null });
      void camera.start(video, choice);
    },
    turnTorch(on) {
      void camera.scan?.torch?.turn(on).then((torch) => update({ torch }));
    },
    setZoom(value) {
      const zoom = camera.scan?.zoom;
      void zoom?.set(value).then((applied) => update({ zoom: { ...rangeOf(zoom), value: applied } }));
    },
    wantFeedback(on) {
      if (on) ports.feedback.prepare();
      store('feedback', on ? 'on' : 'off');
      update({ feedback: on });
    },
  };
}

/** @param setting as `chooseCamera` stores it, or any other text */
function cameraIn(setting: string | null): CameraChoice | null {
  try {
    const { id, name } = JSON.parse(setting ?? '') as Partial<CameraChoice>;
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
  } catch {
    return null;
  }
}
