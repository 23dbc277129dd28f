import { describe, expect, test } from 'vitest';
import type { AdminApi } from '../../src/admin/api.ts';
import { createSession } from '../../src/admin/model/session.ts';
import { Refusal, type RefusalCode } from '../../src/refusal.ts';

const whole = `kfa_${'A'.repeat(43)}`;
const identity = { name: 'anna', scopes: ['activations:read'], expiresAt: '2026-11-23T12:00:00Z' };

/** A tab, a service that can refuse, and a clock. */
function setUp({ kept = null as string | null } = {}) {
  const state = { kept, now: '2026-11-23T10:00:00Z', refusal: null as RefusalCode | null };
  const answer = async () => {
    if (state.refusal !== null) throw new Refusal(state.refusal);
    return identity;
  };
  const session = createSession({
    connect: () => ({ whoami: answer }) as unknown as AdminApi,
    token: {
      read: () => state.kept,
      keep: (token) => {
        state.kept = token;
      },
      forget: () => {
        state.kept = null;
      },
    },
    now: () => new Date(state.now),
  });
  return { session, state };
}

const call = (session: ReturnType<typeof setUp>['session']) => session.call((api) => api.whoami());

describe('a token', () => {
  test('entered with surrounding white space is stored for the tab, and its scopes are known', async () => {
    const { session, state } = setUp();
    session.draft.value = ` ${whole}\n`;
    await session.enter();
    expect(state.kept).toBe(whole);
    expect(session.draft.value).toBe('');
    expect([session.can('activations:read'), session.can('serials:write')]).toEqual([true, false]);
  });

  test.each(['', 'kfa_', whole.slice(1), `${whole}A`, 'Bearer x'])(
    'that is incomplete is not sent: %j',
    async (text) => {
      const { session, state } = setUp();
      session.draft.value = text;
      await session.enter();
      expect(session.state.value).toMatchObject({ at: 'out', why: { details: { reason: 'malformed' } } });
      expect([session.draft.value, state.kept]).toEqual([text, null]);
    },
  );

  test.each([
    ['2026-11-23T11:59:59Z', 'revoked'],
    ['2026-11-23T12:00:00Z', 'expired'],
  ])('that is refused at %s was %s, and is deleted', async (now, reason) => {
    const { session, state } = setUp({ kept: whole });
    await session.open();
    Object.assign(state, { now, refusal: 'token-refused' });
    await expect(call(session)).rejects.toMatchObject({ code: 'token-refused' });
    expect(session.state.value).toMatchObject({ at: 'out', why: { code: 'token-refused', details: { reason } } });
    expect(state.kept).toBeNull();
  });

  test('that could not be checked without a network stays in the field and in the tab', async () => {
    const { session, state } = setUp({ kept: whole });
    state.refusal = 'network-offline';
    await session.open();
    expect(session.state.value).toMatchObject({ at: 'out', why: { code: 'network-offline' } });
    expect([session.draft.value, state.kept]).toEqual([whole, whole]);
    state.refusal = null;
    await session.enter();
    expect(session.state.value).toMatchObject({ at: 'in' });
  });

  test('that lacks a scope stays in use', async () => {
    const { session, state } = setUp({ kept: whole });
    await session.open();
    state.refusal = 'token-scope-missing';
    await expect(call(session)).rejects.toMatchObject({ code: 'token-scope-missing' });
    expect(session.state.value).toMatchObject({ at: 'in' });
  });

  test('is deleted on sign-out', async () => {
    const { session, state } = setUp({ kept: whole });
    await session.open();
    session.leave();
    expect([session.state.value, state.kept]).toEqual([{ at: 'out', busy: false, why: null }, null]);
    await expect(call(session)).rejects.toMatchObject({ code: 'token-refused' });
  });
});
