import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';

/** A file in transit between two devices. */
export interface CarriedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** @param act makes the page save a file @returns the file from the downloads */
export async function savedFile(page: Page, act: () => Promise<unknown>): Promise<CarriedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

/** Chooses a file in the browser's dialog. @param act opens the dialog */
export async function openFile(page: Page, file: CarriedFile, act: () => Promise<unknown>): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()]);
  await chooser.setFiles(payload(file));
}

/** Gives a file to a file input without the dialog. */
export async function feedFile(input: Locator, file: CarriedFile): Promise<void> {
  await input.setInputFiles(payload(file));
}

/** Drops a file somewhere on the page. */
export async function dropFile(page: Page, file: CarriedFile): Promise<void> {
  await page.evaluate(deliver, { ...carried(file), event: 'drop' as const });
}

/** Pastes a file, such as a picture of a code. */
export async function pasteFile(page: Page, file: CarriedFile): Promise<void> {
  await page.evaluate(deliver, { ...carried(file), event: 'paste' as const });
}

/** Pastes text into the page itself, outside any field. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

function payload({ name, bytes }: CarriedFile): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: mediaType(name), buffer: Buffer.from(bytes) };
}

function carried({ name, bytes }: CarriedFile): { name: string; type: string; base64: string } {
  return { name, type: mediaType(name), base64: Buffer.from(bytes).toString('base64') };
}

function mediaType(name: string): string {
  const types: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', txt: 'text/plain' };
  return types[name.split('.').pop() ?? ''] ?? 'application/octet-stream';
}

/** Runs in the page. */
function deliver(file: { name: string; type: string; base64: string; event: 'drop' | 'paste' }): void {
  const bytes = Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], file.name, { type: file.type }));
  const options = { bubbles: true, cancelable: true };
  const event =
    file.event === 'drop'
      ? new DragEvent('drop', { ...options, dataTransfer: transfer })
      : new ClipboardEvent('paste', { ...options, clipboardData: transfer });
  document.body.dispatchEvent(event);
}
