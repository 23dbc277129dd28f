import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { dataFolderAt } from '../../server/dataFolder.ts';
import { findAuditBreak, readAudit } from '../../server/store/audit.ts';
import { openStore } from '../../server/store/store.ts';
import type { Store } from '../../server/store/tables.ts';
import { findToken } from '../../server/tokens.ts';
import { endDateIn } from '../../src/messages/endDate.ts';
import { emptyFolder, keyferryHere } from './tool.ts';

let folder: string;
const tokens = (...args: string[]) => keyferryHere(folder, ['tokens', ...args, '--data', 'data']);
const store = () => dataFolderAt(join(folder, 'data')).store;

beforeEach(async () => {
  folder = emptyFolder();
  mkdirSync(join(folder, 'data'));
  await (await openStore(store())).destroy();
});

/** Reads the store directly, without the command. */
async function inStore<Result>(look: (store: Store) => Promise<Result>): Promise<Result> {
  const opened = await openStore(store());
  try {
    return await look(opened);
  } finally {
    await opened.destroy();
  }
}

const find = (text: string) => inStore((opened) => findToken(opened, text, new Date()));

describe('keyferry tokens', () => {
  test('creates a token that is shown once and works for its scopes', async () => {
    const { exitCode, stdout, stderr } = await tokens(
      'create',
      'anna',
      '--scope',
      'serials:read,activations:read',
      '--expires',
      '90',
    );
    expect([exitCode, stdout.toString()]).toEqual([0, expect.stringMatching(/^kfa_[\w-]{43}\n$/)]);
    const token = await find(stdout.toString().trim());
    expect(token).toMatchObject({ name: 'anna', scopes: ['activations:read', 'serials:read'] });
    const end = endDateIn('en', 'long')(token?.expiresAt ?? '');
    expect(stderr).toContain(`Created the token anna for activations:read, serials:read, valid until ${end}.`);
    expect(stderr).not.toContain('kfa_');
    const listed = await tokens('list');
    expect(listed.stdout.toString()).toMatch(/^NAME .*\n.*\n$/);
    expect(listed.stdout.toString()).toContain(`\nanna  active  valid until ${end}  activations:read serials:read\n`);
    const json = JSON.parse((await tokens('list', '--json')).stdout.toString());
    expect(json).toMatchObject([{ name: 'anna', inForce: true, revokedAt: null }]);
    expect(JSON.stringify(json)).not.toContain(stdout.toString().trim().slice(4));
  });

  test('revokes a token once, and the audit trail records it', async () => {
    const token = (await tokens('create', 'prometheus', '--scope', 'metrics:read')).stdout.toString().trim();
    expect((await tokens('revoke', 'prometheus')).stdout.toString()).toBe('Revoked the token prometheus.\n');
    expect((await tokens('revoke', 'prometheus')).stdout.toString()).toContain('is revoked already');
    expect(await find(token)).toBeNull();
    expect((await tokens('list')).stdout.toString()).toMatch(/\nprometheus {2}revoked {2}without an end/);
    await inStore(async (opened) => {
      const events = [];
      for await (const { entry } of readAudit(opened)) events.push(JSON.parse(entry));
      expect(events).toMatchObject([
        { event: 'token-created', actor: 'command-line', facts: { token: 'prometheus', scopes: 'metrics:read' } },
        { event: 'token-revoked', actor: 'command-line', facts: { token: 'prometheus' } },
      ]);
      expect(await findAuditBreak(opened)).toBeNull();
    });
  });

  test('never reuses a name, even after it was revoked', async () => {
    await tokens('create', 'anna', '--scope', 'audit:read');
    await tokens('revoke', 'anna');
    const { exitCode, stdout, stderr } = await tokens('create', 'anna', '--scope', 'audit:read');
    expect([exitCode, stdout.length, stderr]).toEqual([1, 0, expect.stringMatching(/^token-name-taken: /)]);
  });

  test.each([
    [['create', '--scope', 'audit:read'], 'Missing: NAME'],
    [['create', 'a b', '--scope', 'audit:read'], 'NAME takes 1 to 64 letters'],
    [['create', 'anna'], '--scope'],
    [['create', 'anna', '--scope', 'everything'], '--scope takes one of'],
    [['create', 'anna', '--scope', 'audit:read', '--expires', '0'], '--expires takes a whole number'],
    [['list', 'anna'], 'takes no arguments'],
    [['revoke'], 'Missing: NAME'],
  ])('reports what is wrong with %j', async (args, complaint) => {
    const { exitCode, stdout, stderr } = await tokens(...args);
    expect([exitCode, stdout.length, stderr]).toEqual([2, 0, expect.stringContaining(complaint)]);
  });

  test('refuses an unknown token', async () => {
    expect(await tokens('revoke', 'nobody')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^token-unknown: /),
    });
    const elsewhere = await keyferryHere(folder, ['tokens', 'list', '--data', 'elsewhere']);
    expect(elsewhere).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^store-missing: /) });
  });
});
