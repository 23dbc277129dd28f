import type { Refusal } from '../../refusal.ts';
import type { Detection } from '../detection.ts';
import type { CameraChoice, CameraScan } from '../ports/camera.ts';
import type { Ports } from '../ports.ts';

interface CameraEvents {
  seen(detection: Detection): void;
  started(scan: CameraScan): void;
  lost(why: unknown): void;
}

/** The camera of a scan; it may be exchanged while the scan runs. */
export interface RunningCamera {
  /** Null until the camera is ready. */
  readonly scan: CameraScan | null;
  /** Starts with a camera, or continues with another one. */
  start(video: HTMLVideoElement, wanted: CameraChoice | null): Promise<void>;
  pause(): void;
  stop(): void;
}

export function createRunningCamera({ camera }: Pick<Ports, 'camera'>, events: CameraEvents): RunningCamera {
  let running: CameraScan | null = null;
  let stopped = false;
  let starts = 0;

  return {
    get scan() {
      return running;
    },
    async start(video, wanted) {
      if (stopped) return;
      starts += 1;
      const mine = starts;
      try {
        const scan = await camera.scan(video, events.seen, (why: Refusal) => events.lost(why), wanted);
        // Another camera was chosen before this one was ready, or the scan has ended.
        if (stopped || mine !== starts) return scan.stop();
        running = scan;
        events.started(scan);
      } catch (error) {
        if (mine === starts) events.lost(error);
      }
    },
    pause() {
      running?.stop();
    },
    stop() {
      stopped = true;
      running?.stop();
    },
  };
}
