import { expect, test } from 'vitest';
import type { ActivationRecord } from '../../../src/contract/admin/activations.ts';
import { mintSerialNumber } from '../../../src/documents/serialNumber.ts';
import { Refusal } from '../../../src/refusal.ts';
import { productCheck } from '../../../src/typed/vocabulary.ts';
import { readProfiles } from '../../../src/vendor/profile.ts';
import { profileSample } from '../../vendor/profileSample.ts';
import { codeFor, onTheTelephone } from './onTheTelephone.ts';

const serialNumber = mintSerialNumber(new Uint8Array(12).fill(7));
const code = { groups: ['X'], licenseId: 'id', machine: 'K7QM-2X3Y', licenseType: 'pro' };
const issued = {
  outcome: 'issued',
  code: { ...code, issuedAt: '2026-11-23T10:00:00Z', stopDate: null },
} as const;
const pro = { licenseType: 'pro', serialNumber };
/** @returns id of another product that codes do not tell apart */
function twinOf(product: string): string {
  for (let number = 0; ; number += 1) {
    if (productCheck(`twin${number}`) === productCheck(product)) return `twin${number}`;
  }
}

const refuse = (refusal: Refusal) => () => {
  throw refusal;
};

test('what is missing is asked for in the order of the form, and nothing is sent before', async () => {
  const { order, calls } = onTheTelephone(['orrery', 'nova']);
  const faulty = async () => {
    await order.send();
    return order.state.value.faulty;
  };
  const asked = [await faulty()];
  for (const part of [{ groups: codeFor('orrery') }, { licenseType: 'pro' }, { serialNumber, holder: '\u0000' }]) {
    order.change(part);
    asked.push(await faulty());
  }
  expect(asked).toEqual(['code', 'licenseType', 'serialNumber', 'holder']);
  expect(calls).toEqual([]);
});

test('where the first group fits several products, one is asked for', async () => {
  // The first bytes of both hashes are the same.
  const twins = readProfiles(
    profileSample(),
    `[${profileSample({ product: { id: twinOf('orrery'), name: 'Twin', version: '1' } })}]`,
  );
  const { order } = onTheTelephone(null, new Map(), twins);
  order.change({ groups: codeFor('orrery') });
  await order.send();
  expect([order.form.value.profile, order.state.value.faulty]).toEqual([null, 'product']);
  order.change({ product: 'orrery' });
  expect(order.form.value.profile?.product.id).toBe('orrery');
});

test('the code chooses the product, and a license type of another product is chosen no longer', () => {
  const { order } = onTheTelephone(null);
  order.change({ product: 'nova' });
  expect(order.form.value.type?.id).toBe('team');
  order.change({ groups: codeFor('orrery') });
  expect([order.form.value.profile?.product.id, order.form.value.type]).toEqual(['orrery', null]);
});

test('an order has what the license type needs, and the product only where there are several', async () => {
  const one = onTheTelephone(['orrery']);
  const groups = codeFor('orrery');
  one.order.change({ groups, ...pro, licenseType: 'personal', holder: ' Ada ' });
  await one.order.send();
  const several = onTheTelephone(null);
  several.order.change({ groups, ...pro });
  await several.order.send();
  const installationCode = groups.join(' ');
  expect([...one.calls, ...several.calls]).toEqual([
    { installationCode, licenseType: 'personal', holder: 'Ada' },
    { product: 'orrery', installationCode, ...pro },
  ]);
});

test('the computer ID is known before anything is sent, and a code that is wrong as a whole is refused', () => {
  const { order } = onTheTelephone();
  const groups = codeFor('orrery');
  order.change({ groups });
  expect(order.form.value.machine).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  order.change({ groups: [...groups.slice(0, 6), codeFor('orrery')[6] ?? ''] });
  expect([order.form.value.machine, order.form.value.refusal?.code]).toEqual([null, 'code-mistyped']);
});

test('what was typed survives a reload, and so does the answer; the serial number goes with it', async () => {
  const first = onTheTelephone();
  const groups = codeFor('orrery');
  first.order.change({ groups, ...pro });
  const second = onTheTelephone(['orrery'], first.kept);
  expect(second.order.draft.value).toEqual({ groups, ...pro, product: '', holder: '' });
  second.service.answer = () => issued;
  await second.order.send();
  expect(JSON.stringify([...second.kept])).not.toMatch(`${serialNumber}|${groups[3]}`);
  const third = onTheTelephone(['orrery'], second.kept);
  expect(third.order.answer.value).toEqual({ ...issued, product: 'orrery' });
  third.order.clear();
  expect(third.kept.size).toBe(0);
});

test.each(['', '{', '{"draft":{"groups":[1]},"answer":null}', '[]'])(
  'a kept draft that is none is ignored: %s',
  (text) => {
    const { order } = onTheTelephone(['orrery'], new Map([['code-order', text]]));
    expect([order.draft.value.groups, order.answer.value]).toEqual([[], null]);
  },
);

test('changed hardware is asked about, and only the confirmed order says so', async () => {
  const { order, service, calls } = onTheTelephone();
  order.change({ groups: codeFor('orrery'), ...pro });
  service.answer = refuse(new Refusal('machine-changed', { seat: 'moves' }));
  await order.send();
  expect(order.state.value).toMatchObject({ asked: { details: { seat: 'moves' } }, refusal: null });
  order.change({ serialNumber: serialNumber.toLowerCase() });
  expect(order.state.value.asked).not.toBeNull();
  order.cancel();
  expect(order.state.value.asked).toBeNull();
  await order.send();
  service.answer = () => issued;
  await order.send(true);
  expect(order.answer.value?.code.machine).toBe('K7QM-2X3Y');
  expect(calls.map((call) => 'confirmChange' in call)).toEqual([false, false, true]);
});

test('a refused order keeps what was typed', async () => {
  const { order, service } = onTheTelephone();
  const groups = codeFor('orrery');
  order.change({ groups, ...pro });
  service.answer = refuse(new Refusal('seats-exhausted', { seats: 1 }));
  await order.send();
  expect(order.state.value.refusal?.code).toBe('seats-exhausted');
  expect(order.draft.value.groups).toEqual(groups);
  order.change({ holder: 'Ada' });
  expect(order.state.value.refusal).toBeNull();
});

test('an answer that comes after the form was cleared is for nobody', async () => {
  const { order, service } = onTheTelephone();
  order.change({ groups: codeFor('orrery'), ...pro });
  service.answer = () => issued;
  const sent = order.send();
  order.clear();
  await sent;
  expect([order.answer.value, order.state.value.busy]).toEqual([null, false]);
});

test.each([
  ['Ada', 'Ada'],
  ['Hven', ''],
])('to get a code again, the order is as it was: holder %s', (holder, typed) => {
  const { order } = onTheTelephone();
  const serial = { holder: 'Hven' };
  order.repeat({ product: 'orrery', licenseType: 'pro', holder, serial } as ActivationRecord);
  expect(order.draft.value).toMatchObject({ product: 'orrery', licenseType: 'pro', holder: typed });
});

test('a code that was given before is replaced on demand, which the serial number is not stored for', async () => {
  const { order, calls, service, kept } = onTheTelephone();
  const groups = codeFor('orrery');
  service.answer = () => ({ ...issued, outcome: 'given-before' });
  order.change({ groups, ...pro });
  await order.send();
  expect(order.repeated.value).not.toBeNull();
  expect([...kept.values()].join()).not.toContain(serialNumber);
  service.answer = () => issued;
  await order.renew();
  expect(calls).toEqual([
    { installationCode: groups.join(' '), ...pro },
    { installationCode: groups.join(' '), ...pro, new: true },
  ]);
  expect([order.answer.value?.outcome, order.repeated.value]).toEqual(['issued', null]);
});
