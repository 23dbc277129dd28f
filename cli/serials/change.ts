import { changeSerial } from '../../server/licensing/administration/serialChanges/changeSerials.ts';
import type { ChangedField } from '../../server/licensing/administration/serialChanges/decideChange.ts';
import { readCatalog } from '../../server/licensing/catalog.ts';
import type { SerialChange } from '../../src/contract/admin/serialChange.ts';
import { contractLimits } from '../../src/contract/limits.ts';
import { folderFor, productIn } from '../dataFolder.ts';
import { UsageError } from '../errors.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { flag, option } from '../framework/parameters.ts';
import { parsed, text, wholeNumber } from '../framework/valueTypes.ts';
import { commonOptions, databaseNote } from '../vendor/options.ts';
import { vendorTexts } from '../vendor/texts.ts';
import { changeOneSerial } from './oneSerial.ts';
import { serialArgument, serialNote } from './serialArgument.ts';
import { expiryOrNever } from './terms.ts';

const { seats, termDays } = contractLimits;
const days = wholeNumber(1, termDays);

/** A number of days, or the word `type` for those of the license type. */
const daysOrType = parsed(`${days.expected}, or type`, (given) => (given === 'type' ? given : days.parse(given)));

export const command = defineCommand({
  name: 'serials change',
  summary: 'Change the terms of a serial number.',
  description: `Machines get the new terms with their next request, on the seats that they have. A change of the type is an upgrade: requests for the earlier type get the new one. “keyferry activations reissue” writes a license with the new terms for a machine that does not ask.`,
  arguments: serialArgument,
  options: {
    expires: option({
      ...{ value: 'DATE', type: expiryOrNever },
      help: 'Last day on which licenses are issued and valid (YYYY-MM-DD), or the instant of the end; never for none',
    }),
    extend: option({
      ...{ value: 'DAYS', type: days },
      help: 'Move the end by so many days: from the end, or from now if it has passed',
    }),
    term: option({ value: 'DAYS', type: daysOrType, help: 'How long a license lasts; type: as the license type says' }),
    type: option({ value: 'ID', type: text, help: 'License type, from the catalog' }),
    seats: option({
      ...{ value: 'N', type: wholeNumber(1, seats) },
      help: 'How many machines may use it; at least as many as use it now',
    }),
    feature: option({
      ...{ value: 'NAME', type: text, repeatable: true },
      help: 'Grant this feature beyond those of the type, instead of the earlier ones',
    }),
    noFeatures: flag({ help: 'Grant only the features of the type' }),
    holder: option({ value: 'NAME', type: text, help: 'Holder of licenses whose order names none' }),
    note: option({ value: 'TEXT', type: text, help: 'Note for your own use, such as an order number' }),
    reason: option({
      ...{ value: 'TEXT', type: text },
      help: 'Why, for the history and the audit trail, which keep it forever: name no person',
    }),
    ...commonOptions,
  },
  notes: `${serialNote}\n\n${databaseNote}`,
  examples: [
    { does: 'Renew a serial number for a year', line: 'serials change 7K2QM --extend 365 --reason "Order 4711"' },
    { does: 'Upgrade to Pro with 25 seats', line: 'serials change 7K2QM --type pro --seats 25' },
  ],
  run({ serial, data, json, ...values }, environment) {
    const change = changeOf(values);
    const folder = folderFor(data, environment.variables);
    return changeOneSerial({ serial, data, json }, environment, async (parts, { serialId, masked, product }) => {
      const catalog = readCatalog(productIn(folder, product).catalog);
      const changes = await changeSerial({ ...parts, catalog }, serialId, change);
      const outcome = changes.length > 0 ? 'changed' : 'same';
      return { outcome, text: textOf(masked, changes), facts: { changes } };
    });
  },
});

interface ChangeOptions extends Pick<SerialChange, 'seats' | 'holder' | 'note' | 'reason'> {
  readonly expires: string | undefined;
  readonly extend: number | undefined;
  readonly term: number | 'type' | undefined;
  readonly type: string | undefined;
  readonly feature: readonly string[];
  readonly noFeatures: boolean;
}

/** @throws UsageError */
function changeOf({ expires, extend, term, type, feature, noFeatures, reason, ...given }: ChangeOptions): SerialChange {
  const change: SerialChange = {
    ...given,
    licenseType: type,
    expiresAt: expires === 'never' ? null : expires,
    extendDays: extend,
    termDays: term === 'type' ? null : term,
    features: noFeatures || feature.length > 0 ? feature : undefined,
  };
  if (noFeatures && feature.length > 0) throw new UsageError(vendorTexts.featuresOnce);
  if (Object.values(change).every((value) => value === undefined)) throw new UsageError(vendorTexts.nothingToChange);
  return { ...change, reason };
}

function textOf(masked: string, changes: readonly ChangedField[]): string {
  return changes.length === 0 ? vendorTexts.changedBefore(masked) : vendorTexts.changed(masked, changes);
}
