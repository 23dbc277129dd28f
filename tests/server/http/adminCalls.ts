import { randomBytes } from 'node:crypto';
import { demoCatalog } from '../../../server/demo/vendor.ts';
import { createApp } from '../../../server/http/app.ts';
import { type GuardSettings, readGuardSettings } from '../../../server/http/guard/settings.ts';
import { createMetrics } from '../../../server/http/metrics.ts';
import type { Pages } from '../../../server/http/pages.ts';
import type { Keystore } from '../../../server/keys/keystore.ts';
import { makePrivateKey, nodeSigner } from '../../../server/keys/nodeSigner.ts';
import { createActivations } from '../../../server/licensing/activations.ts';
import { createCodeActivations } from '../../../server/licensing/byCode/codeActivations.ts';
import { createCodeReturns } from '../../../server/licensing/byCode/codeReturns.ts';
import type { Catalog } from '../../../server/licensing/catalog.ts';
import { createReturnChecks } from '../../../server/licensing/checkReturn.ts';
import { createComputers } from '../../../server/licensing/computers.ts';
import { byProduct, type SoldProduct } from '../../../server/licensing/products.ts';
import { createReturns } from '../../../server/licensing/returns.ts';
import { serialDigest } from '../../../server/licensing/serialDigest.ts';
import { createLog } from '../../../server/log.ts';
import { storeReadiness } from '../../../server/store/readiness.ts';
import { addSerial, type NewSerial } from '../../../server/store/serials.ts';
import { openStore } from '../../../server/store/store.ts';
import { createWriter } from '../../../server/store/writer.ts';
import { addToken, findToken, mintToken, type Scope } from '../../../server/tokens.ts';
import { mediaTypeOf } from '../../../src/documents/documentType.ts';
import type { KeysetFields } from '../../../src/documents/keyset.ts';
import { maskSerialNumber, mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { type Engine, sqlite } from '../../store/databases/engines.ts';
import { installedKeyset } from '../keys/keysets.ts';

/** The real app over a real store, with a clock that stands still until a test moves it. */
export const serviceTime = new Date('2026-11-23T10:00:00.000Z');
export const serviceOrigin = 'https://activate.northlight.example';

export type TestService = Awaited<ReturnType<typeof openService>>;

/** The defaults without environment variables. */
export const presetGuard: GuardSettings = readGuardSettings(() => undefined);

/** How long a test waits for its store, in milliseconds. */
const patientMs = 120_000;

export async function openService({
  engine = sqlite as Engine,
  pages = new Map() as Pages,
  catalog = demoCatalog as Catalog,
  version = 1,
  keysetChange = {} as Partial<KeysetFields>,
  guard = presetGuard,
  lockTimeoutMs = undefined as number | undefined,
  others = [] as readonly SoldProduct[],
  keystore = { signers: [nodeSigner(makePrivateKey())], pepper: randomBytes(32) } as Keystore,
} = {}) {
  const database = await engine.make();
  // Slowness of a busy machine is not a failure.
  const limits = {
    answerMs: patientMs,
    connectMs: patientMs,
    ...(lockTimeoutMs === undefined && { lockMs: patientMs }),
  };
  let statements = 0;
  const metrics = createMetrics({ ofProcess: false });
  const store = (await openStore(database.address, lockTimeoutMs, { observer: metrics.store, limits })).withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      statements += 1;
      return result;
    },
  });
  const batches: number[] = [];
  const writer = createWriter(store, {
    patienceMs: lockTimeoutMs === undefined ? patientMs : 1000,
    committed: (jobs) => void batches.push(jobs),
  });
  metrics.watchWriter(writer.status);
  const { keyset } = await installedKeyset(keystore.signers, version, keysetChange);
  const lines: string[] = [];
  let passed = 0;
  const now = () => new Date(serviceTime.getTime() + passed);
  const products = byProduct([{ catalog, keyset, keystore }, ...others]);
  const returns = createReturns({ products, writer, now });
  const app = createApp({
    products,
    store,
    writer,
    activations: createActivations({ products, writer, now }),
    returns,
    codeActivations: createCodeActivations({ products, writer, now }),
    codeReturns: createCodeReturns({ products, store, returns }),
    returnChecks: createReturnChecks({ products, writer, now }),
    computers: createComputers({ products, store, writer, now }),
    pages,
    origins: new Set([serviceOrigin]),
    publicUrl: serviceOrigin,
    ready: storeReadiness(writer),
    findToken: (text) => findToken(store, text, now()),
    stopping: () => false,
    guard,
    log: createLog({ level: 'debug', write: (line) => void lines.push(line.trimEnd()), now }),
    metrics,
    now,
  });
  return {
    app,
    products,
    catalog,
    keyset,
    store,
    writer,
    address: database.address,
    keystore,
    lines,
    /** Number of jobs of each committed transaction. */
    batches,
    /** Number of statements sent to the store so far. */
    statements: () => statements,
    /** Creates a serial number. */
    async sell(seats: number, changes: Partial<NewSerial> = {}) {
      const serialNumber = mintSerialNumber(randomBytes(12));
      const digest = serialDigest(keystore.pepper, serialNumber);
      const id = randomBytes(16).toString('base64url');
      const serial = {
        id,
        digest,
        masked: maskSerialNumber(serialNumber),
        product: 'orrery',
        licenseType: 'pro',
        seats,
      };
      const occasion = { at: '2026-11-23T09:00:00Z', actor: 'command-line' } as const;
      await writer.write((writeContext) => addSerial(writeContext, { ...serial, ...changes }, occasion));
      return { serialNumber, digest, id };
    },
    /** Creates a token. @param expiresAt null: never */
    async makeToken(name: string, scopes: readonly Scope[], expiresAt: string | null = null) {
      const text = mintToken();
      const occasion = { at: '2026-11-23T09:00:00Z', actor: 'command-line' } as const;
      await writer.write((writeContext) => addToken(writeContext, text, { name, scopes, expiresAt }, occasion));
      return text;
    },
    order: (body: unknown, headers: Record<string, string> = {}) =>
      app.request('/api/v1/activations', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    byCode: (call: 'activations' | 'returns', body: unknown, token?: string) =>
      app.request(`/api/v1/${token === undefined ? '' : 'admin/'}codes/${call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      }),
    computers: (body: unknown, call: '' | '/license' | '/release' = '') =>
      app.request(`/api/v1/computers${call}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    returnLicense: (receipt: Uint8Array, contentType = mediaTypeOf('return')) =>
      app.request('/api/v1/returns', {
        method: 'POST',
        headers: { 'content-type': contentType },
        body: new Uint8Array(receipt),
      }),
    checkReturn: (license: Uint8Array, contentType = mediaTypeOf('license')) =>
      app.request('/api/v1/returns/check', {
        method: 'POST',
        headers: { 'content-type': contentType },
        body: new Uint8Array(license),
      }),
    /** The service's clock. */
    now,
    /** Advances the clock by days. */
    wait(days: number): void {
      passed += days * 24 * 60 * 60 * 1000;
    },
    async close() {
      await store.destroy();
      await database.remove();
    },
  };
}
