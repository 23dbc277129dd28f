import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { computeNatively } from '../../server/keys/nodeArithmetic.ts';
import type { Extent } from '../extent.ts';
import { quantile, ratio, say, sayTable, sayTitle } from '../print.ts';
import { makeKeys, makeRequests, openDocumentIssuer } from '../service/orders.ts';

const ROUNDS = 15;

/**
 * Compares an order's documents, without store and network, with the least that they need: one signature and two checks by
 * OpenSSL. By turns, in processor time; medians of the rounds.
 */
export async function measureDocuments({ quick }: Extent): Promise<void> {
  await computeNatively();
  const perRound = quick ? 100 : 300;
  const issue = openDocumentIssuer(await makeKeys());
  const requests = await makeRequests(perRound * (ROUNDS + 5));
  const works: Readonly<Record<string, (request: string) => unknown>> = {
    'one signature, two checks': makeLeast(),
    'documents of an order': issue,
  };
  for (const request of requests.splice(0, perRound * 5)) await issue(request);
  const times = new Map(Object.keys(works).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const part = requests.splice(0, perRound);
    for (const [name, work] of Object.entries(works)) times.get(name)?.push(await cpuOf(part, work));
  }
  const medians = [...times].map(([name, each]) => [name, quantile(each, 0.5)] as const);
  const [, least] = medians[0] ?? ['', Number.NaN];
  sayTitle('documents: processor time of an order without store and network');
  sayTable([['what', 'cpu ms', 'ratio'], ...medians.map(([name, ms]) => [name, ms.toFixed(3), ratio(ms / least)])]);
  say();
}

function makeLeast(): () => void {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const message = new Uint8Array(800);
  const signature = sign(null, message, privateKey);
  return () => {
    sign(null, message, privateKey);
    for (let check = 0; check < 2; check += 1) verify(null, message, publicKey, signature);
  };
}

/** @returns milliseconds for each request */
async function cpuOf(requests: readonly string[], work: (request: string) => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (const request of requests) await work(request);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / requests.length;
}
