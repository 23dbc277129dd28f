import { parentPort, workerData } from 'node:worker_threads';
import { computeNatively } from '../keys/nodeArithmetic.ts';
import { type LicenseKeys, readersWith } from './documents.ts';
import { type ReadJob, readJob } from './readJob.ts';

/**
 * The file of a thread that reads documents. It has public keys alone. Messages wait until it listens. The command line tool
 * is CommonJS, which cannot wait at its top level.
 */
void computeNatively().then(() => {
  const readers = readersWith(workerData as LicenseKeys);
  parentPort?.on('message', (job: ReadJob) => parentPort?.postMessage(readJob(readers, job)));
});
