import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = new URL('./pictures/', import.meta.url);
/** Fonts and browsers smooth edges differently; a changed color, size or place is far above. */
const mostDiffering = 0.004;

/**
 * Replaces each word by a block of a fixed size, so that a picture does not depend on the fonts of the machine: not on
 * their letters, nor on where they break lines. The height of a line is a token, and so are all other sizes.
 */
export async function blockWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      if (text.data.trim() && !text.parentElement?.closest('script, style, option')) texts.push(text);
    }
    for (const text of texts) {
      const words = text.data.split(/(\s+)/).filter((word) => word !== '');
      text.replaceWith(
        ...words.map((word) => {
          if (!word.trim()) return ' ';
          const block = document.createElement('span');
          block.style.cssText = `display:inline-block;vertical-align:top;block-size:1lh;inline-size:${word.length * 0.55}em;font-style:normal;background:linear-gradient(currentcolor,currentcolor) center/100% 0.6em no-repeat`;
          return block;
        }),
      );
    }
    const style = document.createElement('style');
    style.textContent =
      ':root{word-spacing:0;font-family:monospace}input{color:transparent!important}::placeholder{color:transparent!important}';
    document.head.append(style);
  });
}

/**
 * Compares the page with a stored picture; with `UPDATE` in the environment it stores the picture.
 *
 * @param name of the file in `tests/gallery/pictures`
 * @returns the share of pixels that differ; 1 where the sizes differ
 */
export async function differenceTo(page: Page, name: string): Promise<number> {
  const path = fileURLToPath(new URL(`${name}.png`, folder));
  const taken = await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
  if (process.env.UPDATE !== undefined) writeFileSync(path, taken);
  const pictures = [taken, readFileSync(path)].map((bytes) => bytes.toString('base64'));
  return page.evaluate(async ([one = '', other = '']) => {
    const read = async (base64: string) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      return context?.getImageData(0, 0, bitmap.width, bitmap.height);
    };
    const [a, b] = [await read(one), await read(other)];
    if (!a || !b || a.width !== b.width || a.height !== b.height) return 1;
    let differing = 0;
    for (let at = 0; at < a.data.length; at += 4) {
      const distance = Math.max(
        ...[0, 1, 2].map((channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0))),
      );
      if (distance > 24) differing++;
    }
    return (4 * differing) / a.data.length;
  }, pictures);
}

export const isSame = (difference: number): boolean => difference <= mostDiffering;
