import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { AdminApi } from '../../src/admin/api.ts';
import { createAnnouncements } from '../../src/admin/model/announcements.ts';
import { createMintModel } from '../../src/admin/model/mintModel.ts';
import { createProducts } from '../../src/admin/model/products.ts';
import type { Session, SessionState } from '../../src/admin/model/session.ts';
import type { MintOrder } from '../../src/contract/admin/mint.ts';
import { readProfiles } from '../../src/vendor/profile.ts';
import { profileSample } from '../vendor/profileSample.ts';

const type = (id: string, serialNumber: 'required' | 'none') => ({ id, name: id, serialNumber });
const nova = profileSample({
  product: { id: 'nova', name: 'Nova', version: '1' },
  licenseTypes: [type('trial', 'none'), type('team', 'required')],
});
const profiles = readProfiles(profileSample(), `[${nova}]`);

/** Somebody signed in with a token for these products; its sales are kept. */
function signedIn(products: readonly string[] | null) {
  const who = { name: 'anna', scopes: [], products, expiresAt: null };
  const state = signal<SessionState>({ at: 'in', who });
  const sales: MintOrder[] = [];
  const mintSerials = async (order: MintOrder) => {
    sales.push(order);
    return [];
  };
  const api = { mintSerials } as unknown as AdminApi;
  const session = { state, call: (work: (api: AdminApi) => unknown) => work(api) } as unknown as Session;
  return { session, sales };
}

test.each([
  [null, ['orrery', 'nova'], true],
  [['nova'], ['nova'], false],
  [['sextant'], [], false],
])('a token for %j sees %j', (permitted, ids, hasSeveral) => {
  const products = createProducts(signedIn(permitted).session, profiles);
  expect(products.visible.value.map(({ product }) => product.id)).toEqual(ids);
  expect(products.hasSeveral.value).toBe(hasSeveral);
});

test('names and license types are those of the product', () => {
  const { nameOf, soldOf } = createProducts(signedIn(null).session, profiles);
  expect([nameOf('nova'), nameOf('gone')]).toEqual(['Nova', 'gone']);
  expect(soldOf('nova').map(({ id }) => id)).toEqual(['team']);
});

test('serial numbers are sold for the chosen product, of a type that it has', async () => {
  const { session, sales } = signedIn(null);
  const minting = createMintModel(session, createAnnouncements().announce, createProducts(session, profiles));
  await minting.mint();
  minting.draft.value = { ...minting.draft.value, product: 'nova' };
  expect(minting.completed.value.licenseType).toBe('team');
  await minting.mint();
  expect(sales.map(({ product, licenseType }) => [product, licenseType])).toEqual([
    ['orrery', 'pro'],
    ['nova', 'team'],
  ]);
});

test('with a token for one product, sales name none', async () => {
  const { session, sales } = signedIn(['nova']);
  const minting = createMintModel(session, createAnnouncements().announce, createProducts(session, profiles));
  await minting.mint();
  expect(sales).toEqual([{ licenseType: 'team', count: 1, seats: 1 }]);
});
