import { createHash } from 'node:crypto';
import { writeWhole } from '../../files/atomicFile.ts';
import { type DataFolder, readIfThere } from '../dataFolder.ts';
import type { Writer } from '../store/writer.ts';
import { addToken, mintToken, type Scope } from '../tokens.ts';

/** Everything the admin page can do. */
const adminScopes: readonly Scope[] = ['activations:read', 'activations:write', 'serials:read', 'serials:write'];

/**
 * Creates the demonstration's admin token at the first start. Writes the file before the store, so that the next start
 * completes an interrupted one.
 *
 * @param at instant, ISO 8601 in UTC
 */
export async function prepareToken(folder: DataFolder, writer: Writer, at: string): Promise<void> {
  if (readIfThere(folder.adminToken) === null) writeWhole(folder.adminToken, `${mintToken()}\n`);
  const text = new TextDecoder().decode(readIfThere(folder.adminToken) ?? new Uint8Array()).trim();
  // The name is derived from the token, so that the same token is added once and a new token gets another name.
  const name = `demonstration-${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 6)}`;
  const token = { name, scopes: adminScopes, expiresAt: null };
  await writer.write((context) => addToken(context, text, token, { at, actor: 'command-line' }));
}
