/** What each field of a vendor profile takes, for error messages. As in docs/integration.md. */
const line = '1 to 120 characters';
const id = '1 to 64 of a-z 0-9 . - that begin and end with a letter or a digit';
const address = 'an address that begins with http:// or https://';
const ending = 'a dot and 1 to 12 of a-z 0-9, such as .lic';

const rules: Readonly<Record<string, string>> = {
  format: 'the number 1',
  'vendor.name': line,
  'product.id': id,
  'product.name': line,
  'product.version': `${line}, in quotes`,
  licenseTypes: 'a list of 1 to 20 license types',
  'licenseTypes[].id': id,
  'licenseTypes[].name': line,
  'licenseTypes[].description': 'text of at most 200 characters',
  'licenseTypes[].serialNumber': '“required” or “none”',
  'licenseTypes[].serialNumbers': '“keyferry” or “any”',
  'licenseTypes[].trial': 'true or false',
  features: 'a list of at most 64 features, in the order of the catalog',
  'features[]': line,
  serviceUrl: `${address}, with a host name in ASCII or an IPv4 address, at most a port, which browsers must not refuse, and nothing else`,
  statusUrl: address,
  'support.email': 'a mail address',
  'support.url': address,
  'support.phone': line,
  rootKeys: 'a list of 1 to 8 root keys; “keyferry keys init” and “keyferry keys pin” write them',
  'rootKeys[]': 'an Ed25519 public key, 32 bytes in base64; “keyferry keys pin” writes it',
  keyset: 'the text of a keyset, at most 65536 characters; “keyferry keys init” writes it',
  'fileEndings.request': ending,
  'fileEndings.license': ending,
  'fileEndings.return': ending,
  requiredBindings: 'a whole number from 1 to 5',
  returns: 'perYear and coolDownDays, as in the catalog',
  'returns.perYear': 'a whole number from 0 to 1000, as in the catalog',
  'returns.coolDownDays': 'a whole number of days from 0 to 365, as in the catalog',
  stepNames: '“plain” or “guide”',
  accent: 'a color such as #0a7d5a',
  logo: 'a data: URL of a PNG, SVG or WebP picture in base64, at most 65536 characters',
  'licenseFile.linux': 'an absolute path, or one that begins with ~/',
  'licenseFile.macos': 'an absolute path, or one that begins with ~/',
  'licenseFile.windows': 'an absolute path, or one that begins with ~ or a variable such as %ProgramData%',
  deepLink: 'a link of the product such as orrery://start, or a path such as /orrery/, at most 200 characters',
};

/**
 * @param path such as `licenseTypes[2].name`
 * @returns what the field takes; null if it is unknown or has fields of its own
 */
export function ruleFor(path: string): string | null {
  const rule = path.replace(/\[\d+\]/g, '[]');
  return Object.hasOwn(rules, rule) ? (rules[rule] ?? null) : null;
}

/** @returns the known fields of the object at this path, as `a, b, c`; empty if the object is unknown */
export function siblingsOf(path: string): string {
  const rule = path.replace(/\[\d+\]/g, '[]');
  const parent = rule.slice(0, Math.max(0, rule.lastIndexOf('.')));
  const begin = parent === '' ? '' : `${parent}.`;
  const names = Object.keys(rules)
    .filter((rule) => rule.startsWith(begin))
    .map((rule) => rule.slice(begin.length).split(/[.[]/)[0] ?? '');
  return [...new Set(names)].join(', ');
}
