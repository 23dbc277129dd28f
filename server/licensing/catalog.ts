import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type Catalog, CatalogSchema } from '../../src/contract/catalog.ts';
import { ConfigurationError } from '../configurationError.ts';
import { fileError } from '../fileError.ts';

export type { Catalog } from '../../src/contract/catalog.ts';

/**
 * Reads the catalog file.
 *
 * @param file path of the JSON file
 * @throws ConfigurationError with the path of the first error
 */
export function readCatalog(file: string): Catalog {
  const data = parseJson(readText(file), file);
  const { catalog, error } = checkCatalog(data);
  if (catalog) return catalog;
  throw new ConfigurationError(`The catalog ${file} has an error at "${error.path}": ${error.message}.`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw fileError(file, 'read', error);
  }
}

function parseJson(text: string, file: string): unknown {
  if (text.trim() === '') throw new ConfigurationError(`The catalog ${file} is empty. Restore it from a backup.`);
  try {
    // Editors on Windows put a byte order mark in front.
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const position = error instanceof Error ? / at position (\d+)/.exec(error.message)?.[1] : undefined;
    const line = position === undefined ? '' : ` in line ${text.slice(0, Number(position)).split('\n').length}`;
    throw new ConfigurationError(
      `The catalog ${file} is not JSON: there is an error${line}. Check for a missing or additional comma, quotation mark or bracket.`,
    );
  }
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
