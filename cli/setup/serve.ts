import { checkProducts } from '../../server/checkProducts.ts';
import { readConfiguration } from '../../server/configuration.ts';
import { checkFolder } from '../../server/dataFolder.ts';
import { builtPages } from '../../server/http/pages.ts';
import { chooseSigner } from '../../server/keys/signingKeys.ts';
import { launch, openService } from '../../server/launch.ts';
import type { SoldProduct } from '../../server/licensing/products.ts';
import type { Logger } from '../../server/log.ts';
import { keyIdOf } from '../../src/crypto/keyId.ts';
import { millisecondsOf } from '../../src/documents/instant.ts';
import { dataOption, folderFor } from '../dataFolder.ts';
import { defineCommand } from '../framework/defineCommand.ts';
import { passphraseNote } from '../vendor/options.ts';
import { readProducts } from './readProducts.ts';
import { setupTexts } from './texts.ts';

/** How long before its end a signing key causes a warning at the start, in days. */
const noticeDays = 30;
const day = 24 * 60 * 60 * 1000;

export const command = defineCommand({
  name: 'serve',
  summary: 'Run the activation service of the vendor in the data folder.',
  description: `The service runs until SIGTERM or Ctrl-C. Its settings come from environment variables; docs/operations.md lists them.`,
  options: dataOption,
  notes: passphraseNote,
  examples: [{ does: 'Run the service of a data folder', line: 'serve --data /srv/keyferry' }],
  async run({ data }, environment) {
    // A process that may not open more files could not load it later, when it has to say so.
    await import('../explain.ts');
    const { variables, now } = environment;
    const configuration = readConfiguration(variables);
    const folder = folderFor(data, variables);
    checkFolder(folder);
    const { products, unfinished } = await readProducts(folder, configuration.publicUrl, environment);
    const sold = checkProducts(products, now());
    const pages = builtPages();
    const { reservation, opened, close } = await openService(folder, configuration);
    try {
      const log = await launch(reservation, configuration, { products, ...opened, builtPages: pages });
      for (const product of unfinished) log.warn({ product }, setupTexts.productUnfinished);
      const { serviceUrl } = products[0].profile;
      for (const product of sold.values()) report(log, { product, serviceUrl, port: reservation.port.port }, now());
    } catch (error) {
      await close();
      throw error;
    }
    // A signal ends the process.
    return new Promise<never>(() => {});
  },
});

interface StartReport {
  readonly product: SoldProduct;
  readonly serviceUrl: string;
  readonly port: number;
}

/** Logs what runs, and a warning when the signing key ends soon. */
function report(log: Logger, { product, serviceUrl, port }: StartReport, now: Date): void {
  const { catalog, keystore, keyset } = product;
  const signer = chooseSigner(keystore.signers, keyset, now);
  const keyId = signer ? keyIdOf(signer.publicKey) : null;
  const notAfter = keyset.keys.find((key) => key.keyId === keyId)?.notAfter ?? '';
  const { version, epoch } = keyset;
  const keys = { keysetVersion: version, keysetEpoch: epoch, signingKey: keyId, signsUntil: notAfter };
  log.info({ product: catalog.product.id, serviceUrl, port, ...keys }, setupTexts.serviceStarted);
  if (millisecondsOf(notAfter) - now.getTime() > noticeDays * day) return;
  log.warn({ product: catalog.product.id, signingKey: keyId, signsUntil: notAfter }, setupTexts.keyEndsSoon);
}
