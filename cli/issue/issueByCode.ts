import type { DataFolder } from '../../server/dataFolder.ts';
import { checkAgainst } from '../../server/http/readBody.ts';
import { createCodeActivations } from '../../server/licensing/byCode/codeActivations.ts';
import { type ProductFolder, productFolders } from '../../server/productFolder.ts';
import { CodeOrderSchema } from '../../src/contract/calls/codes.ts';
import { Refusal } from '../../src/refusal.ts';
import { readInstallationCode } from '../../src/typed/installationCode.ts';
import { productCheck } from '../../src/typed/vocabulary.ts';
import { exitCodes } from '../command.ts';
import { productIn } from '../dataFolder.ts';
import type { CommandEnvironment } from '../framework/command.ts';
import { ensureStore, withStore } from '../openStore.ts';
import { printableJson } from '../terminalText.ts';
import { codeTable } from '../typed/codeTable.ts';
import { readCode } from '../typed/readCode.ts';
import { actor, openIssuing } from '../vendor/openVendor.ts';
import { vendorTexts } from '../vendor/texts.ts';
import type { Ordered } from './orders.ts';

/** An installation code that is answered. */
export interface CodeToAnswer {
  /** As given for `--code`. */
  readonly code: string;
  /** Null where the code tells it. */
  readonly product: string | undefined;
  /** Whether a code that the machine was given before is not given again. */
  readonly isNew: boolean;
  readonly folder: DataFolder;
  readonly json: boolean;
  /** What is ordered; asked for after the code. */
  readonly ordered: () => Promise<Ordered>;
}

/** Answers an installation code, and prints the confirmation code to read out or to write down. */
export async function issueByCode(
  { code, product: named, isNew, folder, json, ordered }: CodeToAnswer,
  environment: CommandEnvironment,
): Promise<number> {
  const groups = await readCode('installation', code, environment);
  const chosen = named === undefined ? productOfCode(folder, groups) : productIn(folder, named);
  const products = await openIssuing([chosen], environment);
  const [product] = products.keys();
  const installationCode = groups.join(' ');
  const order = checkAgainst(CodeOrderSchema, {
    ...(await ordered()),
    ...{ product, installationCode },
    ...(isNew && { new: true }),
  });
  await ensureStore(folder, environment);
  const { outcome, code: answer } = await withStore(folder, environment, ({ writer }) =>
    createCodeActivations({ products, writer, actor, now: environment.now }).activate(order),
  );
  if (json) {
    environment.stdout.write(`${printableJson({ outcome, ...answer }, 2)}\n`);
    return exitCodes.success;
  }
  environment.stderr.write(outcome === 'issued' ? vendorTexts.issued : vendorTexts.issuedBefore);
  environment.stdout.write(`${vendorTexts.confirmationCode(answer.machine)}\n${codeTable(answer.groups)}`);
  return exitCodes.success;
}

/**
 * @returns the product that the code is of; the main one where the code cannot be read, or is of none
 * @throws Refusal `product-unclear` with `products`, where several begin with its byte
 */
function productOfCode(folder: DataFolder, groups: readonly string[]): ProductFolder {
  const code = readInstallationCode(groups);
  const all = productFolders(folder);
  const meant = typeof code === 'string' ? [] : all.filter(({ product }) => productCheck(product) === code.product);
  if (meant.length > 1) throw new Refusal('product-unclear', { products: meant.map(({ product }) => product) });
  return meant[0] ?? all[0] ?? productIn(folder, undefined);
}
