import { expect, test } from 'vitest';
import { ruleFor, siblingsOf } from '../../../cli/profile/rules.ts';
import { demoProfile } from '../../../server/demo/vendor.ts';

const full = {
  ...demoProfile({ serviceUrl: 'https://activate.example', rootKey: `${'A'.repeat(43)}=`, keyset: '' }),
  licenseFile: { linux: '/a', macos: '/a', windows: 'C:\\a' },
  support: { email: 'a@b.example', url: 'https://b.example', phone: '1' },
  logo: '',
  deepLink: 'a:b',
  statusUrl: 'https://b.example',
  accent: '#000000',
};

/** Paths of all values that are not objects or lists of objects. */
function pathsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => pathsIn(item, `${path}[${at}]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, path === '' ? name : `${path}.${name}`));
}

test.each(pathsIn(full))('the rules say what %s accepts', (path) => {
  expect(ruleFor(path)).not.toBeNull();
});

test('the fields that exist are listed for an unknown field', () => {
  expect(siblingsOf('licenseTypes[2].colour')).toBe('id, name, description, serialNumber, serialNumbers, trial');
  expect(siblingsOf('colour').split(', ')).toEqual(expect.arrayContaining(['accent', 'logo', 'vendor', 'rootKeys']));
  expect(siblingsOf('fileEndings.colour')).toBe('request, license, return');
});

test('an unknown field has no rule', () => {
  expect(ruleFor('constructor')).toBeNull();
  expect(ruleFor('vendor.colour')).toBeNull();
});
