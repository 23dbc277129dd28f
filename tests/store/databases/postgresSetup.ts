import type { TestProject } from 'vitest/node';
import { createTemplate } from './postgresDatabases.ts';
import { type PostgresServer, startPostgres } from './postgresServer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `postgres://…` of a server, without a database's name. */
    postgres: string;
  }
}

declare global {
  /** Started by the first project that needs it and shared by all projects of the run. */
  var postgresOfRun: Promise<PostgresServer> | undefined;
}

/** The data need not survive a crash of the computer. */
const settings = ['fsync=off', 'full_page_writes=off', 'autovacuum=off', 'wal_level=minimal', 'max_wal_senders=0'];

/** Starts one PostgreSQL server for the whole run. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const isFirst = globalThis.postgresOfRun === undefined;
  globalThis.postgresOfRun ??= start();
  const server = await globalThis.postgresOfRun;
  provide('postgres', server.url);
  return isFirst ? server.stop : async () => undefined;
}

async function start(): Promise<PostgresServer> {
  const server = await startPostgres(settings);
  await createTemplate(server.url);
  return server;
}
