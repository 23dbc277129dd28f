import { type Catalog, checkCatalog } from '../../server/licensing/catalog.ts';
import { namedFeatures, publicLicenseType } from '../../src/contract/catalog.ts';
import { Refusal } from '../../src/refusal.ts';
import type { VendorProfile } from '../../src/vendor/profile.ts';
import { UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { optionName } from '../framework/parameters.ts';
import { ruleFor } from '../profile/rules.ts';
import { readNewProfile } from '../vendorFile.ts';
import { readLicenseTypes } from './licenseTypes.ts';
import { setupTexts } from './texts.ts';

/** The options of `keyferry init`; text as typed. */
export interface VendorOptions {
  readonly product: string;
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly service: string;
  readonly status: string | undefined;
  readonly supportEmail: string | undefined;
  readonly supportUrl: string | undefined;
  readonly supportPhone: string | undefined;
  readonly accent: string | undefined;
  readonly deepLink: string | undefined;
  readonly stepNames?: string | undefined;
  readonly bindings: number;
  readonly types: readonly string[];
}

/** The option from which a field comes. */
const optionOf: Readonly<Record<string, keyof VendorOptions>> = {
  'product.id': 'product',
  'product.name': 'name',
  'product.version': 'version',
  'vendor.name': 'vendor',
  serviceUrl: 'service',
  statusUrl: 'status',
  'support.email': 'supportEmail',
  'support.url': 'supportUrl',
  'support.phone': 'supportPhone',
  accent: 'accent',
  deepLink: 'deepLink',
  stepNames: 'stepNames',
};

/**
 * Builds the content of the vendor's two files and checks it as the service does.
 *
 * @returns the catalog; the profile, without root keys and keyset, which “keyferry keys init” adds
 * @throws UsageError that names the option
 */
export function describeVendor(options: VendorOptions): { readonly catalog: Catalog; readonly profile: VendorProfile } {
  const product = { id: options.product, name: options.name, version: options.version };
  const data = {
    format: 1,
    product,
    requiredBindings: options.bindings,
    licenseTypes: readLicenseTypes(options.types),
  };
  const { catalog, error } = checkCatalog(data);
  if (!catalog) throw wrong(error.path, options.types, error.message);
  return { catalog, profile: checkProfile(options, profileOf(options, catalog)) };
}

function profileOf(
  options: VendorOptions,
  { product, licenseTypes, requiredBindings, returns }: Catalog,
): VendorProfile {
  const { supportEmail: email, supportUrl: url, supportPhone: phone, status, accent, deepLink, stepNames } = options;
  const support = { ...(email && { email }), ...(url && { url }), ...(phone && { phone }) };
  return {
    format: 1,
    vendor: { name: options.vendor },
    product,
    licenseTypes: licenseTypes.map(publicLicenseType),
    ...namedFeatures({ licenseTypes }),
    serviceUrl: options.service.replace(/(?<!\/)\/+$/, ''),
    ...(status && { statusUrl: status }),
    ...(Object.keys(support).length > 0 && { support }),
    rootKeys: [],
    keyset: '',
    fileEndings: { request: '.licreq', license: '.lic', return: '.licret' },
    requiredBindings,
    returns,
    ...(stepNames && { stepNames: stepNames as VendorProfile['stepNames'] }),
    ...(deepLink && { deepLink }),
    ...(accent && { accent }),
  };
}

function checkProfile(options: VendorOptions, profile: VendorProfile): VendorProfile {
  try {
    return readNewProfile(JSON.stringify(profile));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw wrong(String(error.details.path), options.types, String(error.details.fault));
  }
}

/** @param path of the field, such as `serviceUrl` or `licenseTypes.0.id` */
function wrong(path: string, types: VendorOptions['types'], error: string): UsageError {
  const takes = ruleFor(path.replace(/\.(\d+)/g, '[$1]'));
  const name = optionOf[path];
  if (name !== undefined) return new UsageError(setupTexts.optionWrong(optionName(name), takes ?? error));
  const [, index = '', field = ''] = /^licenseTypes\.(\d+)\.(\w+)/.exec(path) ?? [];
  const id = types[Number(index)]?.split(',')[0] ?? '';
  const rule = typeRules[field] ?? { setting: field, takes: takes ?? error };
  return new UsageError(setupTexts.typeWrong(shown(id), rule.setting, rule.takes));
}

const days = 'a whole number of days from 1 to 36525';

/** How a license type's fields are called in `--type`, and what they take. */
const typeRules: Readonly<Record<string, { readonly setting: string; readonly takes: string }>> = {
  id: { setting: 'the id', takes: ruleFor('licenseTypes[].id') ?? '' },
  validForDays: { setting: 'valid', takes: days },
  validFrom: {
    setting: 'from',
    takes: 'activation or sale where a serial number is needed; a trial counts from activation',
  },
  trial: { setting: 'trial', takes: 'no serial=required' },
  renewAfterDays: { setting: 'renew', takes: days },
  features: { setting: 'features', takes: 'at most 32 words of 1 to 64 characters, with + between them' },
};
