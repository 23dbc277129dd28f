import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { draftOf } from '../../cli/keys/keyset/draft.ts';
import { signDraft } from '../../cli/keys/keyset/signDraft.ts';
import { readKeyset } from '../../src/documents/keyset.ts';
import { environment, openCeremony, type Snapshot } from './keys/ceremony.ts';
import { keyferryHere } from './tool.ts';

let ceremony: Awaited<ReturnType<typeof openCeremony>>;
let start: Snapshot;
beforeAll(async () => {
  ceremony = await openCeremony();
  start = ceremony.snapshot();
});
beforeEach(() => ceremony.restore(start));
afterAll(() => ceremony.close());

/** Installs another keyset. */
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
])('a start is refused with %s, and the message contains “%s”', async (code, word, spoil) => {
  await spoil();
  const run = await keyferryHere(ceremony.place, ['serve', '--data', ceremony.folder.path], '', environment);
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

test('a start is refused with a wrong passphrase', async () => {
  const args = ['serve', '--data', ceremony.folder.path];
  const wrong = await keyferryHere(ceremony.place, args, '', { ...environment, KEYFERRY_PASSPHRASE: 'another one' });
  expect([wrong.exitCode, wrong.stderr]).toEqual([
    1,
    expect.stringMatching(/^setup-fault: .*passphrase is wrong.*\n$/),
  ]);
});
