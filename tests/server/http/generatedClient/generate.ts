import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSource } from 'oazapfts';
import { openApiDocument } from '../../../../server/http/openapi.ts';

/** Address of the service in the generated client. Tests replace `fetch`. */
export const clientOrigin = 'https://service.test';

/** @returns the source of a client, generated from the description of the API */
export async function generateClient(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyferry-openapi-'));
  try {
    const path = join(folder, 'openapi.json');
    await writeFile(path, JSON.stringify(openApiDocument(clientOrigin)));
    return await generateSource(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
