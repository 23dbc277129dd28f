import type { GrantedLicenseType } from '../../src/contract/catalog.ts';
import { UsageError } from '../errors.ts';
import { setupTexts } from './texts.ts';

/** Days until a renewal is due by default; it ends nothing. */
const defaultRenewal = 365;

const readers: Readonly<Record<string, (value: string) => Partial<GrantedLicenseType> | null>> = {
  name: (name) => ({ name }),
  description: (description) => ({ description }),
  serial: (serial) => (serial === 'required' || serial === 'none' ? { serialNumber: serial } : null),
  features: (list) => ({ features: list.split('+').filter((feature) => feature !== '') }),
  valid: (days) => (/^\d+$/.test(days) ? { validForDays: Number(days) } : null),
  renew: (days) => (/^\d+$/.test(days) ? { renewAfterDays: Number(days) } : null),
};

/**
 * Reads license types as typed: `pro,name=Pro,features=planets+moons,valid=365`.
 *
 * @returns at least one; whether the values are valid is checked with the whole catalog
 * @throws UsageError
 */
export function readLicenseTypes(texts: readonly string[]): GrantedLicenseType[] {
  const types = texts.map(readLicenseType);
  const twice = types.find(({ id }, at) => types.findIndex((type) => type.id === id) !== at);
  if (twice) throw new UsageError(setupTexts.typeTwice(twice.id));
  return types;
}

function readLicenseType(text: string): GrantedLicenseType {
  const [id = '', ...settings] = text.split(',');
  const type: GrantedLicenseType = {
    id,
    name: id.slice(0, 1).toUpperCase() + id.slice(1),
    serialNumber: 'required',
    features: [id],
    entitlements: [],
    renewAfterDays: defaultRenewal,
  };
  for (const setting of settings) {
    const [, name = '', value = ''] = /^([a-z]+)=(.+)$/.exec(setting.trim()) ?? [];
    const read = Object.hasOwn(readers, name) ? readers[name]?.(value) : null;
    if (!read) throw new UsageError(setupTexts.typeUnclear(text));
    Object.assign(type, read);
  }
  return type;
}
