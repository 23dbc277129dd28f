import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the product's page is, on the host of the wizard's: it reads the license from the same browser storage. */
export const orreryPath = 'orrery/index.html';

const ofPage = /\.(?:html|css|js|svg)$/;

/**
 * Reads Orrery Studio, the product of the demonstration: its page and the library that it embeds.
 *
 * @param examples `examples/orrery`
 * @param library `dist/library`
 * @returns bytes by path; none where the product was not shipped
 */
export function orreryFiles(
  examples = fileURLToPath(new URL('../../examples/orrery', import.meta.url)),
  library = fileURLToPath(new URL('../library', import.meta.url)),
): ReadonlyMap<string, Uint8Array> {
  if (!existsSync(examples) || !existsSync(library)) return new Map();
  const page = readdirSync(examples).filter((name) => ofPage.test(name));
  const modules = readdirSync(library).filter((name) => name.endsWith('.js'));
  return new Map([
    ...page.map((name) => [`orrery/${name}`, readFileSync(join(examples, name))] as const),
    ...modules.map((name) => [`orrery/library/${name}`, readFileSync(join(library, name))] as const),
  ]);
}

/** Builds the vendor's profile into the product, as a vendor does with each release. */
export function withOrreryProfile(pages: ReadonlyMap<string, Uint8Array>, profile: string): Map<string, Uint8Array> {
  const vendor = [['orrery/vendor.json', new TextEncoder().encode(profile)]] as const;
  return new Map([...pages, ...(pages.has(orreryPath) ? vendor : [])]);
}
