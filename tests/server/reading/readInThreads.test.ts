import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentReader, SentType } from '../../../server/reading/documents.ts';
import { readHere } from '../../../server/reading/readHere.ts';
import { readInThreads, type ThreadedReader } from '../../../server/reading/readInThreads.ts';
import { Refusal } from '../../../src/refusal.ts';
import { damages } from '../../documents/heal/damages.ts';
import { sampleDocuments } from '../../documents/heal/documents.ts';
import { keysetFields } from '../../documents/sample.ts';

const { keys } = keysetFields;
// Inside the project, where the thread finds its packages.
const built = mkdtempSync(resolve('node_modules/.cache-reading-thread-'));
const folder = mkdtempSync(join(tmpdir(), 'keyferry-reading-'));
const readers: ThreadedReader[] = [];
const crashes: string[] = [];

function openReader(file: string, threads = 1): ThreadedReader {
  const onCrash = (error: Error & { code?: string }) => void crashes.push(error.code ?? error.message);
  const reader = readInThreads({ threads, keys, file, onCrash });
  readers.push(reader);
  return reader;
}

/** @returns a reader whose thread runs this for each message */
function openStub(name: string, onMessage: string): ThreadedReader {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ bytes }) => { ${onMessage} });`,
  );
  return openReader(file);
}

const answer = (details: string) => `parentPort.postMessage({ refused: 'file-empty', details: ${details} });`;

/** What a reader says, in a form that can be compared. */
async function outcomeOf(reader: DocumentReader, type: SentType, bytes: Uint8Array): Promise<unknown> {
  try {
    const { file, content } = await reader.read(type, bytes);
    return { file: new TextDecoder().decode(file), content };
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, details: error.details };
    throw error;
  }
}

const damaged = (length: number) => new TextEncoder().encode('x'.repeat(length));

beforeAll(async () => {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: built,
      ssr: true,
      target: 'node20.19',
      rolldownOptions: { input: { readingThread: 'server/reading/readingThread.ts' } },
    },
  });
});
afterAll(async () => {
  await Promise.all(readers.map((reader) => reader.close()));
  for (const each of [built, folder]) rmSync(each, { recursive: true, force: true });
});

describe('a document read in a thread', () => {
  test('gives what it gives in the calling thread, however it was damaged', async () => {
    const [here, there] = [readHere(keys), openReader(join(built, 'readingThread.js'), 2)];
    const { request, license, ...others } = await sampleDocuments();
    const receipt = Object.values(others).find(({ type }) => type === 'return');
    for (const { type, file } of [request, license, receipt].flatMap((document) => document ?? [])) {
      for (const damage of [(bytes: Uint8Array) => bytes, ...Object.values(damages)]) {
        const bytes = damage(file);
        expect(await outcomeOf(there, type as SentType, bytes)).toEqual(await outcomeOf(here, type as SentType, bytes));
      }
    }
    expect(crashes).toEqual([]);
  });

  test('is not waited for by an intact one', async () => {
    const reader = openReader(join(built, 'readingThread.js'));
    const { request } = await sampleDocuments();
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    const slow = Array.from({ length: 8 }, () => reader.read('request', damaged(30_000)).catch(note('damaged')));
    const quick = reader.read('request', request?.file ?? new Uint8Array()).then(note('intact'));
    await Promise.all([...slow, quick]);
    expect(order[0]).toBe('intact');
  });

  test('is turned away when too many wait, or the service stops', async () => {
    const reader = openStub('silent', '');
    const all = Array.from({ length: 40 }, () => outcomeOf(reader, 'request', damaged(10)));
    const busy = { code: 'service-busy', details: { retryAfter: 1 } };
    expect(await Promise.race(all)).toEqual(busy);
    expect(reader.open()).toBe(33);
    await reader.close();
    expect(await Promise.all(all)).toEqual(all.map(() => busy));
  });
});

describe('a thread', () => {
  test('that ends leaves one document unread, and the next gets a new thread', async () => {
    const reader = openStub('crashing', `if (bytes.length === 1) throw new RangeError('crash'); ${answer('{}')}`);
    expect(await outcomeOf(reader, 'request', damaged(1))).toMatchObject({ code: 'service-busy' });
    expect(await outcomeOf(reader, 'request', damaged(2))).toMatchObject({ code: 'file-empty' });
    expect(crashes.splice(0)).toEqual(['crash']);
  });

  test('that takes too much memory ends alone', async () => {
    const reader = openStub('hungry', 'const all = []; for (;;) all.push(new Array(1000).fill(bytes.length));');
    expect(await outcomeOf(reader, 'request', damaged(1))).toMatchObject({ code: 'service-busy' });
    expect(crashes.splice(0)).toEqual(['ERR_WORKER_OUT_OF_MEMORY']);
  });

  test('gets nothing of the environment, where the passphrase may be', async () => {
    const reader = openStub('curious', answer('{ variables: Object.keys(process.env) }'));
    expect(await outcomeOf(reader, 'request', damaged(1))).toMatchObject({ details: { variables: [] } });
  });
});
