import { makeFolder, readIfThere, writeWhole } from '../../server/dataFolder.ts';
import { numberIn, readArguments } from '../arguments.ts';
import { type Command, exitCodes } from '../command.ts';
import { folderFor } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { shown } from '../files.ts';
import { vendorText } from '../vendorFile.ts';
import { words } from '../words.ts';
import { initHelp } from './help.ts';
import { describeVendor, type VendorOptions } from './vendor.ts';

/** What a license is bound to unless told otherwise: this many of a machine's five bindings must stay. */
const usualBindings = 3;
/** Where no license type is named, there is one. */
const usualTypes = ['standard'];

const text = { type: 'string' } as const;

export const init: Command = {
  help: initHelp,
  async run(args, { stdout }) {
    const { values, positionals } = readArguments(args, {
      ...{ data: text, product: text, name: text, version: text, vendor: text, service: text, status: text },
      ...{ 'support-email': text, 'support-url': text, 'support-phone': text, accent: text, 'deep-link': text },
      bindings: text,
      type: { type: 'string', multiple: true },
    });
    if (positionals.length > 0) throw new UsageError(words.none);
    const { product, name, version, vendor, service } = values;
    const options: VendorOptions = {
      ...needed({ product, name, version, vendor, service }),
      status: values.status,
      supportEmail: values['support-email'],
      supportUrl: values['support-url'],
      supportPhone: values['support-phone'],
      accent: values.accent,
      deepLink: values['deep-link'],
      bindings: numberIn('--bindings', values.bindings, { least: 1, most: 5, whole: true }) ?? usualBindings,
      types: values.type ?? usualTypes,
    };
    const { catalog, profile } = describeVendor(options);
    const folder = folderFor(values.data, process.env);
    const files = [
      { path: folder.catalog, content: `${JSON.stringify(catalog, null, 2)}\n` },
      { path: folder.profile, content: vendorText(profile) },
    ];
    makeFolder(folder);
    for (const file of files) refuseOther(file);
    for (const { path, content } of files) writeWhole(path, content, 0o644);
    stdout.write(words.vendorMade(shown(folder.catalog), shown(folder.profile)));
    return exitCodes.success;
  },
};

type Named<Name extends string> = Readonly<Record<Name, string | undefined>>;

/** @throws UsageFault that names all that are missing */
function needed<Name extends string>(options: Named<Name>): Readonly<Record<Name, string>> {
  const missing = Object.entries(options).filter(([, value]) => value === undefined);
  if (missing.length > 0) throw new UsageError(words.optionsMissing(missing.map(([name]) => `--${name}`).join(', ')));
  return options as Readonly<Record<Name, string>>;
}

/** What says the same was written by a command like this one that was cut off. */
function refuseOther({ path, content }: { readonly path: string; readonly content: string }): void {
  const there = readIfThere(path);
  if (there && new TextDecoder().decode(there) !== content)
    throw new CommandError('vendor-exists', { path: shown(path) });
}
