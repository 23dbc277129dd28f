import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { sharedChromium } from '../browsers/sharedChromium.ts';
import { untilWorkerEnds } from '../lifetime.ts';
import { frameOf, frameSize } from './y4m.ts';

/** Imaging conditions of a camera; lengths and angles are 0 and factors 1 by default. */
export interface View {
  /** Degrees around the viewing axis. */
  readonly rotate?: number;
  /** Degrees by which the camera looks from the side. */
  readonly tilt?: number;
  /** Pixels of blur in the camera's picture. */
  readonly blur?: number;
  /** Strength of the sensor's noise, 0 to 1. */
  readonly noise?: number;
  /** Share of the picture's height that the screen fills. */
  readonly scale?: number;
  /** Brightness; 1 changes nothing. */
  readonly light?: number;
}

/** A phone held by hand in front of a monitor. */
export const handheld: View = { rotate: 4, tilt: 9, blur: 0.8, noise: 0.12, scale: 0.92, light: 0.9 };

const picturesPerFilm = 3;

/**
 * Photographs a screen with the camera of another device.
 *
 * @param subject a page, or a part of it with some of its surroundings
 * @returns 1280x720 JPEG pictures that differ like those of a shaking hand, for `Camera.show`
 */
export async function photograph(subject: Page | Locator, view: View = handheld): Promise<Uint8Array[]> {
  return compose(await screenOf(subject), view);
}

/** Takes a single photograph. @returns 1280x720 JPEG */
export async function snapshot(subject: Page | Locator, view: View = handheld): Promise<Uint8Array> {
  return firstOf(await compose(await screenOf(subject), view, 1));
}

function firstOf([picture]: readonly Uint8Array[]): Uint8Array {
  if (picture === undefined) throw new Error('the film is empty');
  return picture;
}

let lastFilm: Promise<unknown> = Promise.resolve();

/** Photographs any picture, given as a data: URI. One film at a time, because there is only one darkroom. */
export function compose(picture: string, view: View, count = picturesPerFilm): Promise<Uint8Array[]> {
  const film = lastFilm.then(() => expose(picture, view, count));
  lastFilm = film.catch(() => {});
  return film;
}

/** @param pictures JPEG or PNG, 1280x720 @returns frames for a film, in black and white */
export async function develop(pictures: readonly Uint8Array[]): Promise<Uint8Array[]> {
  if (pictures.every(isPng)) return pictures.map((picture) => frameOf(lumaOfPng(picture)));
  const page = await darkroom();
  const frames: Uint8Array[] = [];
  for (const picture of pictures) {
    const jpeg = Buffer.from(picture).toString('base64');
    frames.push(frameOf(Buffer.from(await page.evaluate(lumaOf, { jpeg, ...frameSize }), 'base64')));
  }
  return frames;
}

/** PNG (third edition) section 5.2. */
function isPng(picture: Uint8Array): boolean {
  return picture[0] === 0x89;
}

/** Bypasses the darkroom's queue, for many pictures per second. */
function lumaOfPng(picture: Uint8Array): Uint8Array {
  const { data } = PNG.sync.read(Buffer.from(picture));
  const luma = new Uint8Array(data.length / 4);
  for (let at = 0; at < luma.length; at += 1) {
    const [red, green, blue] = [data[4 * at] as number, data[4 * at + 1] as number, data[4 * at + 2] as number];
    luma[at] = 16 + 0.257 * red + 0.504 * green + 0.098 * blue;
  }
  return luma;
}

/** Runs in the darkroom's page. @returns the luma of a picture (ITU-R BT.601, limited range), in base64 */
async function lumaOf({ jpeg, width, height }: { jpeg: string; width: number; height: number }): Promise<string> {
  const picture = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${jpeg}`)).blob());
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(picture, 0, 0, width, height);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const luma = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 1) {
    const pixel = pixels[at] as number;
    luma[at] = 16 + 0.257 * (pixel & 255) + 0.504 * ((pixel >> 8) & 255) + 0.098 * ((pixel >> 16) & 255);
  }
  const address = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(new Blob([luma]));
  });
  return address.slice(address.indexOf(',') + 1);
}

async function expose(picture: string, view: View, count: number): Promise<Uint8Array[]> {
  const page = await darkroom();
  const pictures: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    await page.evaluate(arrange, { picture, view, index });
    pictures.push(await page.screenshot({ type: 'jpeg', quality: 82 }));
  }
  return pictures;
}

const roomStyle = `
  body { margin: 0; height: 720px; overflow: hidden; background: #4a4d50; display: grid; place-items: center; perspective: 1800px }
  #noise { position: fixed; inset: 0; z-index: 1; mix-blend-mode: overlay }
  #screen:not([src]) { display: none }
`;

/** Runs in the darkroom's page. */
async function arrange({ picture, view, index }: { picture: string; view: View; index: number }): Promise<void> {
  const screen = document.getElementById('screen') as HTMLImageElement;
  const canvas = document.getElementById('noise') as HTMLCanvasElement;
  const tremble = Math.sin(index * 2.4);
  if (picture === '') screen.removeAttribute('src');
  else {
    screen.src = picture;
    await screen.decode();
    screen.style.width = '';
    screen.style.height = `${720 * (view.scale ?? 1)}px`;
    if (screen.width > 1280 * (view.scale ?? 1))
      Object.assign(screen.style, { height: '', width: `${1280 * (view.scale ?? 1)}px` });
  }
  screen.style.transform = `rotateY(${view.tilt ?? 0}deg) rotate(${(view.rotate ?? 0) + tremble}deg) translate(${4 * tremble}px, ${-3 * tremble}px)`;
  screen.style.filter = `blur(${(view.blur ?? 0) * (1 + 0.3 * tremble)}px) brightness(${view.light ?? 1})`;
  canvas.style.opacity = `${view.noise ?? 0}`;
  const context = canvas.getContext('2d');
  if (!context || canvas.title === `${index}`) return;
  const grain = context.createImageData(1280, 720);
  const pixels = new Uint32Array(grain.data.buffer);
  // A linear congruential generator, so that the film is always the same.
  let state = 12345 + index;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    const gray = (state >> 16) & 0xff;
    pixels[at] = 0xff000000 | (gray * 0x010101);
  }
  context.putImageData(grain, 0, 0);
  canvas.title = `${index}`;
}

/** @returns the picture as a PNG in a data: URI */
async function screenOf(subject: Page | Locator): Promise<string> {
  const screen = 'boundingBox' in subject ? await closeUp(subject) : await subject.screenshot({ type: 'png' });
  return `data:image/png;base64,${screen.toString('base64')}`;
}

/** Includes some of the surroundings: users do not hold a camera so close that only the code is in the picture. */
async function closeUp(part: Locator): Promise<Buffer> {
  // Scrolls there and waits until the part is stationary, so that it does not move out of the picture.
  await part.hover({ trial: true });
  const page = part.page();
  const box = await part.boundingBox();
  const size = page.viewportSize();
  if (box === null || size === null) throw new Error('there is nothing on the screen to photograph');
  const margin = 24;
  const x = Math.max(0, box.x - margin);
  const y = Math.max(0, box.y - margin);
  const width = Math.min(size.width, box.x + box.width + margin) - x;
  const height = Math.min(size.height, box.y + box.height + margin) - y;
  return page.screenshot({ type: 'png', clip: { x, y, width, height } });
}

let room: Promise<Page> | undefined;

function darkroom(): Promise<Page> {
  room ??= openDarkroom();
  return room;
}

async function openDarkroom(): Promise<Page> {
  const { browser } = await sharedChromium('connected', 'film');
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  untilWorkerEnds(() => {
    room = undefined;
    return page.close();
  });
  await page.setContent('<canvas id="noise" width="1280" height="720"></canvas><img id="screen" alt="">');
  await page.addStyleTag({ content: roomStyle });
  return page;
}
