import { createHash } from 'node:crypto';
import { writeWhole } from '../atomicFile.ts';
import { type DataFolder, readIfThere } from '../dataFolder.ts';
import type { Writer } from '../store/writer.ts';
import { addToken, mintToken, type Scope } from '../tokens.ts';

/** All that the page for the support desk can do. */
const ofDesk: readonly Scope[] = ['activations:read', 'activations:write', 'serials:read', 'serials:write'];

/**
 * A token for the demonstration's support desk, made at the first start. The file comes first and the store second, so
 * that a start cut off in between is completed by the next one.
 *
 * @param at instant, ISO 8601 in UTC
 */
export async function prepareToken(folder: DataFolder, writer: Writer, at: string): Promise<void> {
  if (readIfThere(folder.adminToken) === null) writeWhole(folder.adminToken, `${mintToken()}\n`);
  const text = new TextDecoder().decode(readIfThere(folder.adminToken) ?? new Uint8Array()).trim();
  // Of the token itself, so that the same one is added once, and another one, for a file that was lost, has its own.
  const name = `demonstration-${createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 6)}`;
  const token = { name, scopes: ofDesk, expiresAt: null };
  await writer.write((writeContext) => addToken(writeContext, text, token, { at, actor: 'command-line' }));
}
