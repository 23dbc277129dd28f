import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type Catalog, CatalogSchema } from '../../src/contract/catalog.ts';
import { ConfigurationError } from '../configurationError.ts';

export type { Catalog } from '../../src/contract/catalog.ts';

/**
 * @param file the catalog as JSON
 * @throws ConfigurationError with the path of the error
 */
export function readCatalog(file: string): Catalog {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigurationError(`The catalog ${file} cannot be read as JSON.`);
  }
  const { catalog, fault } = checkCatalog(data);
  if (catalog) return catalog;
  throw new ConfigurationError(`The catalog ${file} has a fault at "${fault.path}": ${fault.message}.`);
}

type Checked =
  | { readonly catalog: Catalog; readonly fault?: never }
  | { readonly catalog?: never; readonly fault: { readonly path: string; readonly message: string } };

/** @returns the catalog, or where the first fault is and which */
export function checkCatalog(data: unknown): Checked {
  const result = v.safeParse(CatalogSchema, data);
  if (result.success) return { catalog: result.output };
  const [issue] = result.issues;
  return { fault: { path: v.getDotPath(issue) ?? '', message: issue.message } };
}
