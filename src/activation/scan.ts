import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { Refusal, type RefusalCode } from '../refusal.ts';
import type { Collector } from './collector.ts';
import type { CameraChoice, CameraScan, Detection, Outline, Ports, Zoom } from './ports.ts';

/** What the viewfinder shows beside the camera's picture. */
export interface ScanView {
  /**
   * `starting`: no picture yet. `looking`: no code is seen. `unclear`: one is seen for a while, but not read. `reading`:
   * parts come in. `foreign`: a code that is none of ours.
   */
  readonly phase: 'starting' | 'looking' | 'unclear' | 'reading' | 'foreign';
  /** Where the code is in the camera's picture; null when none is seen. */
  readonly outline: Outline | null;
  /** Of what takes several codes; null before the first. */
  readonly parts: { readonly received: number; readonly needed: number } | null;
  /** By the speed of the last seconds; null when unknown. */
  readonly secondsLeft: number | null;
  /** Some of the parts came in before this visit. */
  readonly resumed: boolean;
  readonly cameras: readonly CameraChoice[];
  readonly camera: CameraChoice | null;
  /** Null where there is no lamp. */
  readonly torch: boolean | null;
  /** Null where the camera does not zoom. */
  readonly zoom: Omit<Zoom, 'set'> | null;
  /** Whether sound and vibration are wanted. */
  readonly feedback: boolean;
}

/** A scan under way; it ends by itself when something is complete. */
export interface Scan {
  readonly view: ReadonlySignal<ScanView>;
  /** Goes on with another camera, which is remembered. */
  chooseCamera(id: string): void;
  turnTorch(on: boolean): void;
  setZoom(value: number): void;
  wantFeedback(on: boolean): void;
  stop(): void;
}

interface Outcome {
  /** Something is complete in the collector. */
  complete(): void;
  /** The scan cannot begin, or has ended by itself. */
  lost(why: unknown): void;
}

/** Milliseconds for which what was seen last still counts. */
const fresh = 1500;
/** Milliseconds over which the speed is measured. */
const speedWindow = 6000;

/** Watches the camera until something is complete. */
export function startScan(video: HTMLVideoElement, ports: Ports, collector: Collector, outcome: Outcome): Scan {
  const view: Signal<ScanView> = signal({
    phase: 'starting',
    outline: null,
    parts: collector.receiver.parts,
    secondsLeft: null,
    resumed: collector.resumed,
    cameras: [],
    camera: null,
    torch: null,
    zoom: null,
    feedback: false,
  });
  const watch = createWatch(() => ports.now().getTime());
  let running: CameraScan | null = null;
  let stopped = false;
  let starts = 0;

  const update = (change: Partial<ScanView>) => {
    view.value = { ...view.value, ...change };
  };

  function stop(): void {
    stopped = true;
    running?.stop();
  }

  function lose(why: unknown): void {
    if (stopped) return;
    stop();
    outcome.lost(why);
  }

  function see({ texts, outline }: Detection): void {
    if (stopped) return;
    let useless: RefusalCode | null = null;
    for (const text of texts) {
      watch.read(collector.add(text));
      const { problem } = collector.receiver;
      if (problem && problem !== 'frame-damaged') useless = problem;
    }
    const { parts, done } = collector.receiver;
    // Undamaged, so that no further look at it helps. A stray code ends nothing that is under way.
    if (useless && !parts && !done) lose(new Refusal(useless));
    if (stopped) return;
    watch.saw(outline !== null, parts?.received ?? 0);
    const secondsLeft = parts && watch.secondsFor(parts.needed - parts.received);
    update({ phase: watch.phase(), outline, parts, secondsLeft, resumed: collector.resumed });
    if (!done) return;
    stop();
    if (view.value.feedback) ports.feedback.success();
    outcome.complete();
  }

  async function start(wanted: CameraChoice | null): Promise<void> {
    starts += 1;
    const mine = starts;
    try {
      const scan = await ports.camera.scan(video, see, lose, wanted);
      // Another camera was chosen before this one was ready, or nobody wants any.
      if (stopped || mine !== starts) return scan.stop();
      running = scan;
      const { cameras, camera, torch, zoom } = scan;
      update({ phase: 'looking', cameras, camera, torch: torch?.on ?? null, zoom: zoom && rangeOf(zoom) });
    } catch (error) {
      if (mine === starts) lose(error);
    }
  }

  async function begin(): Promise<void> {
    const [camera, feedback] = await Promise.all(
      (['camera', 'feedback'] as const).map((name) => ports.journal.readSetting(name).catch(() => null)),
    );
    update({ feedback: feedback === 'on' });
    if (feedback === 'on') ports.feedback.prepare();
    if (!stopped) await start(cameraIn(camera ?? null));
  }

  /** A choice that cannot be kept still holds for this visit. */
  const remember = (name: 'camera' | 'feedback', value: string) =>
    void ports.journal.writeSetting(name, value).catch(() => {});

  void begin();
  return {
    view,
    chooseCamera(id) {
      const choice = view.value.cameras.find((camera) => camera.id === id);
      if (!choice || stopped) return;
      remember('camera', JSON.stringify(choice));
      running?.stop();
      update({ phase: 'starting', outline: null, camera: choice, torch: null, zoom: null });
      void start(choice);
    },
    turnTorch(on) {
      void running?.torch?.turn(on).then((torch) => update({ torch }));
    },
    setZoom(value) {
      const zoom = running?.zoom;
      void zoom?.set(value).then((taken) => update({ zoom: { ...rangeOf(zoom), value: taken } }));
    },
    wantFeedback(on) {
      if (on) ports.feedback.prepare();
      remember('feedback', on ? 'on' : 'off');
      update({ feedback: on });
    },
    stop,
  };
}

/** Makes out of single pictures what a person should know: pictures come thirty a second, words must stay. */
function createWatch(now: () => number) {
  const never = Number.NEGATIVE_INFINITY;
  let ours = never;
  let foreign = never;
  let blankOrRead = now();
  const progress: { readonly at: number; readonly received: number }[] = [];
  const isFresh = (at: number) => now() - at < fresh;

  return {
    read(answer: ReturnType<Collector['add']>): void {
      if (answer === 'ours') ours = now();
      if (answer === 'foreign') foreign = now();
      if (answer !== 'damaged') blankOrRead = now();
    },
    saw(code: boolean, received: number): void {
      if (!code) blankOrRead = now();
      if (progress.at(-1)?.received === received) return;
      progress.push({ at: now(), received });
      while (progress[0] && now() - progress[0].at > speedWindow) progress.shift();
    },
    phase(): ScanView['phase'] {
      if (isFresh(ours)) return 'reading';
      if (isFresh(foreign)) return 'foreign';
      return isFresh(blankOrRead) ? 'looking' : 'unclear';
    },
    secondsFor(missing: number): number | null {
      const [from, to] = [progress[0], progress.at(-1)];
      if (!from || !to || to.received <= from.received) return null;
      const seconds = (now() - from.at) / 1000;
      return (missing / (to.received - from.received)) * seconds;
    },
  };
}

function rangeOf({ min, max, step, value }: Zoom): Omit<Zoom, 'set'> {
  return { min, max, step, value };
}

/** @param setting as `chooseCamera` keeps it, or whatever else stands there */
function cameraIn(setting: string | null): CameraChoice | null {
  try {
    const { id, name } = JSON.parse(setting ?? '') as Partial<CameraChoice>;
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
  } catch {
    return null;
  }
}
