import type { GrantedLicenseType } from '../../src/contract/catalog.ts';
import { UsageError } from '../errors.ts';
import { words } from '../words.ts';

/** Days after which a renewal is due, where none are given; it ends nothing. */
const usualRenewal = 365;

const readers: Readonly<Record<string, (value: string) => Partial<GrantedLicenseType> | null>> = {
  name: (name) => ({ name }),
  description: (description) => ({ description }),
  serial: (serial) => (serial === 'required' || serial === 'none' ? { serialNumber: serial } : null),
  features: (list) => ({ features: list.split('+').filter((feature) => feature !== '') }),
  valid: (days) => (/^\d+$/.test(days) ? { validForDays: Number(days) } : null),
  renew: (days) => (/^\d+$/.test(days) ? { renewAfterDays: Number(days) } : null),
};

/**
 * Reads license types as they are typed: `pro,name=Pro,features=planets+moons,valid=365`.
 *
 * @returns at least one; what they may be is checked with the whole catalog
 * @throws UsageFault
 */
export function readLicenseTypes(texts: readonly string[]): GrantedLicenseType[] {
  const types = texts.map(readLicenseType);
  const twice = types.find(({ id }, at) => types.findIndex((type) => type.id === id) !== at);
  if (twice) throw new UsageError(words.typeTwice(twice.id));
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
    renewAfterDays: usualRenewal,
  };
  for (const setting of settings) {
    const [, name = '', value = ''] = /^([a-z]+)=(.+)$/.exec(setting.trim()) ?? [];
    const read = Object.hasOwn(readers, name) ? readers[name]?.(value) : null;
    if (!read) throw new UsageError(words.typeUnclear(text));
    Object.assign(type, read);
  }
  return type;
}
