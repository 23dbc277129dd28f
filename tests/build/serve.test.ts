import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { draftOf } from '../../cli/keys/draft.ts';
import { signDraft } from '../../cli/keys/sign.ts';
import { splitBundle } from '../../src/documents/bundle.ts';
import { readKeyset } from '../../src/documents/keyset.ts';
import { recognize } from '../../src/documents/recognize.ts';
import { environment, openCeremony, type Snapshot } from '../cli/keys/ceremony.ts';
import { keyferry, tool } from '../cli/tool.ts';
import { machineWith, requestOf } from '../server/machines.ts';

let ceremony: Awaited<ReturnType<typeof openCeremony>>;
let start: Snapshot;
beforeAll(async () => {
  ceremony = await openCeremony();
  start = ceremony.snapshot();
}, 60_000);
beforeEach(() => ceremony.restore(start));
afterAll(() => ceremony.close());

const settings = { ...environment, KEYFERRY_HOST: '127.0.0.1', KEYFERRY_PORT: '0' };

/** Runs the service and waits until it says that it has started. */
async function serve() {
  const { PATH, NODE_OPTIONS } = process.env;
  const child = spawn(process.execPath, [tool, 'serve', '--data', ceremony.folder.path], {
    env: { PATH, NODE_OPTIONS, ...settings },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const closed = once(child, 'close');
  while (!output.includes('"msg":"started"') && child.exitCode === null) {
    await Promise.race([once(child.stdout, 'data'), closed]);
  }
  const started = JSON.parse(output.split('\n').find((line) => line.includes('"msg":"started"')) ?? '{}');
  return {
    started,
    address: `http://127.0.0.1:${started.port}`,
    output: () => output,
    async end() {
      child.kill('SIGTERM');
      await closed;
      return child.exitCode;
    },
  };
}

const post = async (address: string, keysetVersion: number) => {
  const body = { request: await requestOf(machineWith('alpha'), { keysetVersion }), licenseType: 'pro' };
  return fetch(`${address}/api/v1/activations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
};

test('the service of a vendor issues with its newest key, serves the vendor’s pages, and ends with 0', async () => {
  const catalog = JSON.parse(readFileSync(ceremony.folder.catalog, 'utf8'));
  catalog.licenseTypes[0].serialNumber = 'none';
  writeFileSync(ceremony.folder.catalog, JSON.stringify(catalog));
  const profile = JSON.parse(readFileSync(ceremony.folder.profile, 'utf8'));
  profile.licenseTypes[0].serialNumber = 'none';
  writeFileSync(ceremony.folder.profile, JSON.stringify(profile));
  await ceremony.rotate();

  const service = await serve();
  expect(service.started).toMatchObject({ product: 'orrery', keysetVersion: 2, keysetEpoch: 1 });
  expect(await (await fetch(`${service.address}/readyz`)).json()).toEqual({ status: 'ready' });
  expect(await (await fetch(service.address)).text()).toContain('"product":{"id":"orrery"');
  const answer = await post(service.address, 1);
  expect(answer.status).toBe(201);
  const parts = splitBundle(new Uint8Array(await answer.arrayBuffer()));
  expect(parts.map(recognize)).toEqual(['license', 'keyset']);
  expect(new TextDecoder().decode(parts[0])).toContain(`KeyId="${service.started.signingKey}"`);
  expect(splitBundle(new Uint8Array(await (await post(service.address, 2)).arrayBuffer()))).toHaveLength(1);
  expect(readFileSync(ceremony.folder.page, 'utf8')).toContain('"id":"orrery"');
  expect(await service.end()).toBe(0);
  for (const secret of Object.values(environment)) expect(service.output()).not.toContain(secret);
});

/** Puts another keyset in force, as it would have been installed. */
async function withKeyset(change: object): Promise<void> {
  const root = await ceremony.root();
  const keyset = readKeyset(readFileSync(ceremony.folder.keyset), [root.publicKey]);
  writeFileSync(ceremony.folder.keyset, await signDraft({ ...draftOf(keyset), ...change }, root, 'x'));
}

const listedFrom = (notBefore: string, notAfter: string) => {
  const root = ceremony.root();
  return root.then(async ({ publicKey }) => {
    const { keys } = readKeyset(readFileSync(ceremony.folder.keyset), [publicKey]);
    return withKeyset({ keys: keys.map((key) => ({ ...key, notBefore, notAfter })) });
  });
};

test.each([
  ['vendor-missing', 'keyferry init', async () => rmSync(ceremony.folder.profile)],
  ['vendor-missing', 'keyferry init', async () => rmSync(ceremony.folder.catalog)],
  ['vendor-invalid', 'serviceUrl', async () => changeProfile({ serviceUrl: 'nowhere' })],
  ['keys-missing', 'keyferry keys init', async () => rmSync(ceremony.folder.keystore)],
  ['keyset-missing', 'keyferry keys accept', async () => rmSync(ceremony.folder.keyset)],
  ['setup-fault', 'does not pin', async () => changeProfile({ rootKeys: [`${'A'.repeat(43)}=`] })],
  [
    'setup-fault',
    'license types',
    async () => changeProfile({ licenseTypes: [{ id: 'x', name: 'x', serialNumber: 'none' }] }),
  ],
  ['setup-fault', 'keyferry keys rotate', async () => listedFrom('2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z')],
  ['setup-fault', 'clock', async () => listedFrom('2120-01-01T00:00:00Z', '2121-01-01T00:00:00Z')],
  ['setup-fault', 'Machines refuse the older file', oldKeyset],
])('a start is refused with %s and a word of “%s”', async (code, word, spoil) => {
  await spoil();
  const run = await keyferry(ceremony.place, ['serve', '--data', ceremony.folder.path], '', settings);
  expect([run.exitCode, run.stderr.split(':')[0], run.stdout.length]).toEqual([1, code, 0]);
  expect(run.stderr).toContain(word);
  expect(run.stderr.trim().split('\n')).toHaveLength(1);
});

function changeProfile(change: object): void {
  const profile = JSON.parse(readFileSync(ceremony.folder.profile, 'utf8'));
  writeFileSync(ceremony.folder.profile, JSON.stringify({ ...profile, ...change }));
}

async function oldKeyset(): Promise<void> {
  const first = readFileSync(ceremony.folder.keyset);
  await ceremony.rotate();
  writeFileSync(ceremony.folder.keyset, first);
}

test('a start is refused with a wrong passphrase, and on a port that is taken', async () => {
  const args = ['serve', '--data', ceremony.folder.path];
  const wrong = await keyferry(ceremony.place, args, '', { ...settings, KEYFERRY_PASSPHRASE: 'another one' });
  expect([wrong.exitCode, wrong.stderr]).toEqual([
    1,
    expect.stringMatching(/^setup-fault: .*passphrase is wrong.*\n$/),
  ]);
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const taken = await keyferry(ceremony.place, args, '', { ...settings, KEYFERRY_PORT: port });
  other.close();
  expect([taken.exitCode, taken.stderr]).toEqual([1, expect.stringMatching(/^setup-fault: Port \d+ is in use/)]);
});
