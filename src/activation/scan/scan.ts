import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { Refusal, type RefusalCode } from '../../refusal.ts';
import type { Detection } from '../detection.ts';
import type { CameraChoice } from '../ports/camera.ts';
import type { Ports } from '../ports.ts';
import type { Collector } from './collector.ts';
import { createRunningCamera, type RunningCamera } from './runningCamera.ts';
import { rangeOf, type ScanView } from './scanView.ts';
import { createWatch, type Watch } from './watch.ts';

/** A running scan. It ends when a transfer is complete. */
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
  /** A transfer is complete in the collector. */
  complete(): void;
  /** The scan cannot begin, or has ended unasked. */
  lost(why: unknown): void;
}

interface ScanContext {
  readonly ports: Ports;
  readonly collector: Collector;
  readonly view: Signal<ScanView>;
  readonly watch: Watch;
  update(change: Partial<ScanView>): void;
  complete(): void;
  lose(why: unknown): void;
}

/** Watches the camera until a transfer is complete. */
export function startScan(video: HTMLVideoElement, ports: Ports, collector: Collector, end: ScanEnd): Scan {
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
    complete() {
      stop();
      end.complete();
    },
    lose(why) {
      if (stopped) return;
      stop();
      end.lost(why);
    },
  };
  const camera = createRunningCamera(ports, {
    seen: (detection) => stopped || see(context, detection),
    started: ({ cameras, camera, torch, zoom }) =>
      context.update({ phase: 'looking', cameras, camera, torch: torch?.on ?? null, zoom: zoom && rangeOf(zoom) }),
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
    outline: null,
    parts: receiver.parts,
    secondsLeft: null,
    resumed,
    cameras: [],
    camera: null,
    torch: null,
    zoom: null,
    feedback: false,
  };
}

/** Takes in what one picture of the camera showed. */
function see(context: ScanContext, { texts, outline }: Detection): void {
  const { collector, watch, view, ports, update } = context;
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
  watch.saw(outline !== null, parts?.received ?? 0);
  const secondsLeft = parts && watch.secondsFor(parts.needed - parts.received);
  update({ phase: watch.phase(), outline, parts, secondsLeft, resumed: collector.resumed });
  if (!done) return;
  if (view.value.feedback) ports.feedback.success();
  context.complete();
}

/** Starts with the stored choices of camera and feedback. */
async function begin({ ports, update }: ScanContext, camera: RunningCamera, video: HTMLVideoElement): Promise<void> {
  const [choice, feedback] = await Promise.all(
    (['camera', 'feedback'] as const).map((name) => ports.journal.readSetting(name).catch(() => null)),
  );
  update({ feedback: feedback === 'on' });
  if (feedback === 'on') ports.feedback.prepare();
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
      update({ phase: 'starting', outline: null, camera: choice, torch: null, zoom: null });
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
