import { type GrantedLicenseType, termStarts } from '../../src/contract/catalog.ts';
import { UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { suggest } from '../framework/suggest.ts';
import { setupTexts } from './texts.ts';

const readers: Readonly<Record<string, (value: string) => Partial<GrantedLicenseType> | null>> = {
  name: (name) => ({ name }),
  description: (description) => ({ description }),
  serial: (serial) => (serial === 'required' || serial === 'none' ? { serialNumber: serial } : null),
  serials: (accepted) => (accepted === 'keyferry' || accepted === 'any' ? { serialNumbers: accepted } : null),
  features: (list) => ({ features: list.split('+').filter((feature) => feature !== '') }),
  valid: (days) => (/^\d+$/.test(days) ? { validForDays: Number(days) } : null),
  from: (start) => {
    const validFrom = termStarts.find((one) => one === start);
    return validFrom === undefined ? null : { validFrom };
  },
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
  };
  for (const setting of settings) {
    if (setting.trim() === 'trial') {
      Object.assign(type, { trial: true, serialNumber: 'none' });
      continue;
    }
    const [, name = '', value = ''] = /^([a-z]+)=(.+)$/.exec(setting.trim()) ?? [];
    const read = Object.hasOwn(readers, name) ? readers[name]?.(value) : null;
    if (!read) throw unclear(id, text, name, setting);
    Object.assign(type, read);
  }
  return type;
}

/** What a setting takes whose value was not understood. */
const settings: Readonly<Record<string, string>> = {
  serial: 'required or none',
  serials: 'keyferry or any',
  valid: 'a number of days',
  from: termStarts.join(', '),
  renew: 'a number of days',
};

function unclear(id: string, text: string, name: string, setting: string): UsageError {
  const takes = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (takes !== undefined) return new UsageError(setupTexts.typeWrong(shown(id), name, takes));
  const [word = ''] = setting.trim().split('=');
  return new UsageError(setupTexts.typeUnclear(shown(text), suggest(word, ['trial', ...Object.keys(readers)])));
}
