import { signal } from '@preact/signals';
import type { AdminApi } from '../../../src/admin/api.ts';
import { createAnnouncements } from '../../../src/admin/model/announcements.ts';
import { createProducts } from '../../../src/admin/model/products.ts';
import type { Session, SessionState } from '../../../src/admin/model/session.ts';
import { createCodeOrderModel } from '../../../src/admin/model/telephone/codeOrderModel.ts';
import { createCodeReturnModel } from '../../../src/admin/model/telephone/codeReturnModel.ts';
import type { DraftName } from '../../../src/admin/ports.ts';
import type { Vocabulary } from '../../../src/typed/vocabulary.ts';
import { readProfiles } from '../../../src/vendor/profile.ts';
import { machineWith } from '../../server/machines.ts';
import { installationCodeOf } from '../../server/typedCodes.ts';
import { profileSample } from '../../vendor/profileSample.ts';

const type = (id: string, serialNumber: 'required' | 'none') => ({ id, name: id, serialNumber });
const orrery = profileSample({ licenseTypes: [type('personal', 'none'), type('pro', 'required')] });
const nova = profileSample({
  product: { id: 'nova', name: 'Nova', version: '1' },
  licenseTypes: [type('team', 'required')],
});
export const profiles = readProfiles(orrery, `[${nova}]`);

/** A tab of the admin page, and a service that answers as a test says. */
export function onTheTelephone(
  products: readonly string[] | null = ['orrery'],
  kept = new Map<DraftName, string>(),
  sold = profiles,
) {
  const state = signal<SessionState>({ at: 'in', who: { name: 'anna', scopes: [], products, expiresAt: null } });
  const calls: object[] = [];
  const service = { answer: (): object => ({}) };
  const answer = async (order: object) => {
    calls.push(order);
    return service.answer();
  };
  const api = { issueByCode: answer, takeReturnCode: answer } as unknown as AdminApi;
  const session = { state, call: (work: (api: AdminApi) => unknown) => work(api) } as unknown as Session;
  const drafts = {
    read: (name: DraftName) => kept.get(name) ?? null,
    keep: (name: DraftName, text: string) => void kept.set(name, text),
    forget: (name: DraftName) => void kept.delete(name),
  };
  const parts = [{ drafts }, session, createAnnouncements().announce, createProducts(session, sold)] as const;
  return { order: createCodeOrderModel(...parts), taking: createCodeReturnModel(...parts), service, calls, kept };
}

/** @returns groups of the installation code of a machine with this product */
export function codeFor(product: string): string[] {
  const vocabulary: Vocabulary = { product, licenseVersion: '5.x', licenseTypes: ['pro'], features: [] };
  return installationCodeOf(machineWith(product), vocabulary).split(' ');
}
