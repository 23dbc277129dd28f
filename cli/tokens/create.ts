import type { DataFolder } from '../../server/dataFolder.ts';
import { addToken, mintToken, type Scope, scopes, vendorWideScopes } from '../../server/tokens.ts';
import { toInstant } from '../../src/documents/instant.ts';
import { exitCodes } from '../command.ts';
import { dataOption, folderFor, productIn } from '../dataFolder.ts';
import { CommandError, UsageError } from '../errors.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { option } from '../framework/parameters.ts';
import { text, type ValueType, wholeNumber } from '../framework/valueTypes.ts';
import { withStore } from '../openStore.ts';
import { actor } from '../vendor/openVendor.ts';
import { databaseNote } from '../vendor/options.ts';
import { tokenTexts } from './texts.ts';
import { tokenArgument } from './tokenArgument.ts';

const day = 24 * 60 * 60 * 1000;

const scopeList: ValueType<readonly Scope[]> = {
  expected: `one of: ${scopes.join(', ')}; several with commas between them`,
  completion: scopes,
  parse(given) {
    const named = given.split(',').map((word) => scopes.find((scope) => scope === word.trim()));
    const known = named.filter((scope) => scope !== undefined);
    return known.length === named.length ? known : undefined;
  },
};

export const command = defineCommand({
  name: 'tokens create',
  summary: 'Create a token and print it once.',
  description: `The store keeps only a hash of the token. NAME stands for its owner in the audit trail, so a name is used only once.

SCOPE is one of:

${scopes.map((scope) => `  ${scope}`).join('\n')}`,
  arguments: tokenArgument,
  options: {
    scope: option({
      ...{ value: 'SCOPE[,SCOPE]...', type: scopeList, repeatable: true, required: true },
      help: 'What the token permits',
    }),
    product: option({
      ...{ value: 'ID', type: text, repeatable: true, defaultText: 'all products' },
      help: 'Product that the token is limited to; give it again for each',
    }),
    expires: option({
      ...{ value: 'DAYS', type: wholeNumber(1, 3650), defaultText: 'never' },
      help: 'Days until the token expires, 1 to 3650',
    }),
    ...dataOption,
  },
  notes: databaseNote,
  examples: [
    { does: 'Create a token for a support employee', line: 'tokens create anna --scope activations:read,serials:read' },
    {
      does: 'Create a token for the shop of one product',
      line: 'tokens create shop --scope serials:write --product nova',
    },
    {
      does: 'Create a token for metrics that lasts a year',
      line: 'tokens create prometheus --scope metrics:read --expires 365',
    },
  ],
  async run({ name, scope, product, expires, data }, environment) {
    const granted = scopes.filter((one) => scope.flat().includes(one));
    const folder = folderFor(data, environment.variables);
    const products = product.length === 0 ? undefined : limitOf(product, granted, folder);
    const now = environment.now();
    const expiresAt = expires === undefined ? null : toInstant(new Date(now.getTime() + expires * day));
    const minted = mintToken();
    const occasion = { at: toInstant(now), actor };
    const outcome = await withStore(folder, environment, ({ writer }) =>
      writer.write((writeContext) =>
        addToken(writeContext, minted, { name, scopes: granted, products, expiresAt }, occasion),
      ),
    );
    if (outcome === 'name-taken') throw new CommandError('token-name-taken', { name });
    const end = expiresAt === null ? tokenTexts.forever : tokenTexts.until(expiresAt);
    environment.stderr.write(tokenTexts.made(name, granted.join(', '), products, end));
    environment.stdout.write(`${minted}\n`);
    return exitCodes.success;
  },
});

/** @throws UsageError when a scope covers all products; Refusal `product-unknown` */
function limitOf(named: readonly string[], granted: readonly Scope[], folder: DataFolder): readonly string[] {
  const wide = granted.filter((scope) => vendorWideScopes.includes(scope));
  if (wide.length > 0) throw new UsageError(tokenTexts.scopeOfAll(wide.join(', ')));
  return [...new Set(named)].map((id) => productIn(folder, id).product);
}
