// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IncomingItems } from '../../src/activation/ports.ts';
import { createPage } from '../../src/device/page.ts';
import { noServiceWorker } from '../../src/device/serviceWorker.ts';
import { frameTextFor } from '../../src/transfer/frame.ts';
import { packParcel } from '../../src/transfer/packParcel.ts';

const file = new File(['a file'], 'license.lic');
const code = (content: number) =>
  `https://example.test/#${frameTextFor(packParcel({ kind: 'file', bytes: Uint8Array.of(content, 2, 3) }))}`;

// happy-dom does not have it.
vi.stubGlobal('isSecureContext', true);

let stop = () => {};
afterEach(() => stop());

/** A page to which other apps have shared something. @returns what it delivers */
async function opened(shared: readonly (File | string)[] = []): Promise<IncomingItems[]> {
  const delivered: IncomingItems[] = [];
  const page = createPage({ ...noServiceWorker, takeShared: async () => [...shared] });
  stop = page.onDelivery((items) => delivered.push(items));
  await vi.waitFor(() => expect(delivered.length > 0 || shared.length === 0).toBe(true));
  return delivered;
}

/** Drops or pastes, as a browser reports it. */
function bring(type: 'drop' | 'paste', files: readonly File[], texts: Readonly<Record<string, string>>): void {
  const transfer = { files, getData: (format: string) => texts[format] ?? '' };
  const event = new Event(type, { cancelable: true });
  Object.assign(event, { dataTransfer: transfer, clipboardData: transfer });
  window.dispatchEvent(event);
}

describe('what other apps share', () => {
  it.each<[string, (File | string)[], IncomingItems[]]>([
    ['files, without the text beside them', ['look', file, file], [[file, file]]],
    ['a text below its title', ['Your license', '<?xml'], ['Your license\n<?xml']],
    ['the link of a code, without its title', ['Orrery', code(1)], [code(1)]],
    ['the links of several shares', [code(1), code(2)], [code(1), code(2)]],
  ])('is delivered: %s', async (_, shared, expected) => {
    expect(await opened(shared)).toEqual(expected);
  });
});

describe.each(['drop', 'paste'] as const)('a %s', (type) => {
  it.each<[string, File[], Record<string, string>, IncomingItems]>([
    ['files', [file], { 'text/plain': 'license.lic' }, [file]],
    ['text', [], { 'text/plain': 'a', 'text/html': '<p>a</p>' }, 'a'],
    ['HTML where there is no plain text', [], { 'text/html': '<p>a</p>' }, '<p>a</p>'],
  ])('delivers %s', async (_, files, texts, expected) => {
    const delivered = await opened();
    bring(type, files, texts);
    expect(delivered).toEqual([expected]);
  });

  it('from before anybody listens is delivered then', () => {
    const page = createPage(noServiceWorker);
    bring(type, [file], {});
    const delivered: IncomingItems[] = [];
    stop = page.onDelivery((items) => delivered.push(items));
    expect(delivered).toEqual([[file]]);
  });

  it('of nothing delivers nothing', async () => {
    const delivered = await opened();
    bring(type, [], {});
    expect(delivered).toEqual([]);
  });
});
