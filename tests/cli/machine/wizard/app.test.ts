import { expect, it, vi } from 'vitest';
import { createWizardApp } from '../../../../cli/machine/wizard/app.ts';
import type { MachineSession } from '../../../../cli/machine/wizard/session.ts';
import { Refusal } from '../../../../src/refusal.ts';

const secret = '7K2QM-secret';

/** The wizard of a machine on which every call ends with an error. */
function appThatThrows(error: unknown) {
  const fail = () => Promise.reject(error);
  const session: MachineSession = {
    look: fail,
    prepare: fail,
    request: fail,
    takeKeyset: fail,
    activate: fail,
    decide: fail,
    confirm: fail,
    keepName: fail,
    returnLicense: fail,
  };
  const guard = { token: '', check: (_: unknown, next: () => Promise<void>) => next() };
  return createWizardApp({ guard: guard as never, pages: new Map(), session });
}

it.each([
  ['an error', new Error(secret)],
  ['an error with fields', Object.assign(new TypeError(secret), { path: secret, cause: new Error(secret) })],
  ['an error that claims a code', Object.assign(new Error(secret), { code: 'license-missing', details: { secret } })],
])('answers an unexpected error without its message, and logs nothing: %s', async (_, error) => {
  const written = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write'));
  const logged = vi.spyOn(console, 'error');
  const answer = await appThatThrows(error).request('/machine/look', { method: 'POST' });
  const text = await answer.text();
  expect([answer.status, JSON.parse(text).code]).toEqual([500, 'internal-fault']);
  expect(text + JSON.stringify([...answer.headers])).not.toContain(secret);
  for (const spy of [...written, logged]) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});

it('answers a refusal with its code and details', async () => {
  const refusal = new Refusal('license-expired', { stopDate: '2026-01-01T00:00:00Z' });
  const answer = await appThatThrows(refusal).request('/machine/look', { method: 'POST' });
  expect(await answer.json()).toMatchObject({ code: 'license-expired', details: refusal.details });
});
