import { ConfigurationError } from './configurationError.ts';
import { checkParts, signingProblem, type VendorParts } from './keys/vendorCheck.ts';
import { byProduct, type Products } from './licensing/products.ts';

/**
 * Checks each product of a service. One that cannot sign now does not keep the others from being served.
 *
 * @param products the main one first
 * @throws ConfigurationError as `checkVendor`, naming the product where there are several; when none can sign now
 */
export function checkProducts(products: readonly VendorParts[], now: Date): Products {
  const explain = ({ catalog }: Pick<VendorParts, 'catalog'>, problem: string) =>
    new ConfigurationError(products.length === 1 ? problem : `Product ${catalog.product.id}: ${problem}`);
  const sold = products.map((parts) => {
    try {
      return { catalog: parts.catalog, keystore: parts.keystore, keyset: checkParts(parts) };
    } catch (error) {
      throw error instanceof ConfigurationError ? explain(parts, error.message) : error;
    }
  });
  const problems = sold.map(({ keystore, keyset }) => signingProblem(keystore.signers, keyset, now));
  const [main] = sold;
  const [problem] = problems;
  if (main && problem && !problems.includes(null)) throw explain(main, problem);
  return byProduct(sold);
}
