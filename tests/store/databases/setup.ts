import type { TestProject } from 'vitest/node';
import { prepareCopies } from './engines.ts';
import { startPostgres } from './postgresServer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: string;
  }
}

/** One PostgreSQL server for all test files of the store. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  await prepareCopies(server.url);
  provide('postgres', server.url);
  return server.stop;
}
