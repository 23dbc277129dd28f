import { expect, it } from 'vitest';
import { lastDayOf } from '../../../src/documents/lastDay.ts';
import { endDateIn } from '../../../src/messages/endDate.ts';
import { now } from '../../documents/sample.ts';
import { workbench } from './workbench.ts';

const day = 24 * 60 * 60 * 1000;
const later = (days: number) => new Date(now.getTime() + days * day);
const stopDate = '2027-11-24T00:00:00Z';
/** The sample license: issued on 23 November 2026, renewal due from 24 October 2027. */
const daysUntilDue = 336;

/** A machine with the sample license, whose clock can be set. */
async function machine(
  change: Parameters<Awaited<ReturnType<typeof workbench>>['obtain']>[1] = {},
  profile: Parameters<typeof workbench>[0] = {},
) {
  const bench = await workbench(profile);
  expect((await bench.run('activate', await bench.obtain('license.lic', change))).exitCode).toBe(0);
  return {
    setClock: (date: Date) => bench.change({ now: date }),
    status: () => bench.run('status'),
    async json() {
      const { exitCode, stdout } = await bench.run('status', '--json');
      return { exitCode, ...JSON.parse(stdout) };
    },
  };
}

it('counts the days from the renewal date on, and says how to renew', async () => {
  const { setClock, status, json } = await machine();
  expect((await status()).stdout).not.toContain('renew ');
  expect(await json()).toMatchObject({ exitCode: 0, state: 'active', daysLeft: 366, renewalDue: false });
  setClock(later(daysUntilDue));
  const { exitCode, stdout } = await status();
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/state +active, ends in 30 days/);
  expect(stdout).toMatch(/renew +run “keyferry machine request”/);
  const { day: lastDay } = lastDayOf(stopDate);
  expect(await json()).toMatchObject({ state: 'expires-soon', daysLeft: 30, lastDay, renewalDue: true });
});

it('shows the facts of a license that has ended', async () => {
  const { setClock, status, json } = await machine();
  setClock(later(400));
  const { exitCode, stdout } = await status();
  expect(exitCode).not.toBe(0);
  expect(stdout).toContain('license-expired');
  expect(stdout).toMatch(/license +pro/);
  expect(stdout).toContain(endDateIn('en', 'long')(stopDate));
  expect(stdout).toMatch(/renew +run “keyferry machine request”/);
  expect(await json()).toMatchObject({
    state: 'refused',
    code: 'license-expired',
    daysLeft: 0,
    license: { licenseType: 'pro' },
  });
});

it('never asks to renew a perpetual license', async () => {
  const { setClock, status, json } = await machine({ stopDate: undefined, updateDate: undefined } as never);
  setClock(later(36_500));
  expect((await status()).stdout).not.toMatch(/renew/);
  expect(await json()).toMatchObject({ state: 'active', daysLeft: null, lastDay: null, renewalDue: false });
});

it('says that a renewal is due where there is no end', async () => {
  const { setClock, status, json } = await machine({ stopDate: undefined } as never);
  setClock(later(daysUntilDue));
  expect((await status()).stdout).toMatch(/renewal +due since/);
  expect(await json()).toMatchObject({ state: 'active', daysLeft: null, renewalDue: true });
});

it('never asks to renew a trial', async () => {
  const trial = { id: 'pro', name: 'Pro', serialNumber: 'none', trial: true } as const;
  const { setClock, status, json } = await machine({}, { licenseTypes: [trial] });
  setClock(later(daysUntilDue));
  expect((await status()).stdout).not.toMatch(/renew +run/);
  expect(await json()).toMatchObject({ state: 'expires-soon', daysLeft: 30, renewalDue: false });
});
