import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type Catalog, CatalogSchema } from '../../src/contract/catalog.ts';
import { ConfigurationError } from '../configurationError.ts';

export type { Catalog } from '../../src/contract/catalog.ts';

/**
 * Reads the catalog file.
 *
 * @param file path of the JSON file
 * @throws ConfigurationError with the path of the first error
 */
export function readCatalog(file: string): Catalog {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigurationError(`The catalog ${file} cannot be read as JSON.`);
  }
  const { catalog, error } = checkCatalog(data);
  if (catalog) return catalog;
  throw new ConfigurationError(`The catalog ${file} has an error at "${error.path}": ${error.message}.`);
}

type CheckedCatalog =
  | { readonly catalog: Catalog; readonly error?: never }
  | { readonly catalog?: never; readonly error: { readonly path: string; readonly message: string } };

/** @returns the catalog, or path and message of the first error */
export function checkCatalog(data: unknown): CheckedCatalog {
  const result = v.safeParse(CatalogSchema, data);
  if (result.success) return { catalog: result.output };
  const [issue] = result.issues;
  return { error: { path: v.getDotPath(issue) ?? '', message: issue.message } };
}
