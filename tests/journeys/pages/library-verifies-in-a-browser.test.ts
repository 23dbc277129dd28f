import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDevice } from '../harness/browsers/chromium.ts';
import { temporaryFolder } from '../harness/temporary.ts';
import { openStaticHost } from '../harness/vendor/packed.ts';
import { freePort } from '../harness/vendor/service.ts';

/** A vendor's application under the strictest policy: no bundler, no eval, no other host. */
const page = `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'">
<title>Orrery Studio</title>
<script type="module" src="app.js"></script>`;

const app = `import { checkLicense } from '../library/verify.js';
const read = async (name) => new Uint8Array(await (await fetch('vectors/' + name)).arrayBuffer());
const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const { contexts, cases } = await (await fetch('vectors/manifest.json')).json();

async function check(name, context, change = {}) {
  const { product, rootKeys, keyset, machine, now } = contexts[context];
  const known = { product, rootKeys, keysets: [await read(keyset)], requestIds: machine.requestIds };
  const here = { bindings: machine.bindings, installationKey: bytes(machine.installationKey), now: new Date(now) };
  return checkLicense({ ...known, ...here, license: await read(name), ...change });
}

const checked = cases.filter(({ type }) => type === 'license').map(async ({ file, context, expect }) => {
  const { result } = await check(file, context);
  return [file, expect, result.state === 'refused' ? result.code : 'pass', result.state];
});
const first = await check('license/valid.xml', 'usual');
const { now } = contexts.usual;
const back = await check('license/valid.xml', 'usual', {
  now: new Date(Date.parse(now) - 30 * 86400000),
  lastSeen: [null, first.lastSeen],
});
const bound = await check('license/valid.xml', 'usual', { bindings: [], installationKey: undefined });
const stranger = await check('license/valid.xml', 'usual', { rootKeys: [contexts.usual.rootKeys[1]] });
globalThis.found = {
  vectors: await Promise.all(checked),
  holder: first.result.license.holder,
  states: [first, back, bound, stranger].map(({ result }) => [result.state, result.code ?? null]),
};
`;

test('the library verifies licenses in a browser, and agrees with every vector', async () => {
  const folder = temporaryFolder('application');
  cpSync('dist/library', join(folder, 'library'), { recursive: true });
  cpSync('tests/vectors', join(folder, 'vectors'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'app.js'), app);
  const host = await openStaticHost(await freePort());
  host.show(folder);
  const device = await openDevice({ url: host.address });
  const found = await device.page.waitForFunction(() => (globalThis as unknown as { found?: Found }).found);
  const { vectors, states, holder } = (await found.jsonValue()) as Found;
  expect(states).toEqual([
    ['active', null],
    ['clock-suspect', null],
    ['refused', 'machine-other'],
    ['refused', 'key-unknown'],
  ]);
  expect(holder).not.toBe('');
  expect(vectors.length).toBeGreaterThan(100);
  // The library accepts several documents in one file, refuses a keyset of another product before it reads a license, and
  // reports a clock before all signatures before it checks dates.
  expect(vectors.filter(([, expected, came]) => expected !== came).map(([file, , , state]) => [file, state])).toEqual([
    ['license/envelope/twice-in-one-file.xml', 'active'],
    ['license/rule/key-unacceptable-and-other-product.xml', 'refused'],
    ['license/trust/clock-before-start.xml', 'clock-suspect'],
  ]);
});

interface Found {
  readonly vectors: readonly (readonly [file: string, expected: string, came: string, state: string])[];
  readonly states: readonly (readonly [state: string, code: string | null])[];
  readonly holder: string;
}
