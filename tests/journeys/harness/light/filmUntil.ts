import type { Page } from 'playwright-core';
import type { Device } from '../browsers/chromium.ts';

const camera = { width: 1280, height: 720 };

/**
 * Points a camera at a screen that keeps changing, until something has happened. The camera samples the screen at its own
 * pace: it sees some codes twice, others never.
 *
 * @param shown a screen of 1280x720 at least; the camera sees its center
 * @param happened settles when the camera is no longer needed
 */
export async function filmUntil<T>(scanner: Device, shown: Page, happened: Promise<T>): Promise<T> {
  let over = false;
  const end = () => {
    over = true;
  };
  happened.then(end, end);
  const size = shown.viewportSize() ?? camera;
  const clip = { ...camera, x: (size.width - camera.width) / 2, y: (size.height - camera.height) / 2 };
  while (!over) await scanner.camera.show([await shown.screenshot({ type: 'png', clip })]);
  return happened;
}
