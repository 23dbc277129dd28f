import type { Context } from 'hono';
import { Hono } from 'hono';
import { mediaTypeOf } from '../../../../src/documents/documentType.ts';
import { exportActivations } from '../../../licensing/administration/exportRows.ts';
import { reissueLicense } from '../../../licensing/administration/reissue.ts';
import { releaseSeat } from '../../../licensing/administration/releaseSeat.ts';
import { searchActivations } from '../../../licensing/administration/searchActivations.ts';
import { showActivation } from '../../../licensing/administration/showActivation.ts';
import type { AppEnvironment } from '../../callContext.ts';
import { readBody } from '../../readBody.ts';
import { allowOnly, fileResponse } from '../answers.ts';
import type { RequireScope } from '../bearer.ts';
import { takeJson } from '../takeBody.ts';
import { csvResponse } from './csvResponse.ts';
import type { AdminParts } from './routes.ts';
import { ActivationSearchSchema, NothingSchema } from './schemas.ts';

const columns = [
  ...['licenseId', 'requestId', 'checkPhrase', 'machine', 'licenseType', 'holder', 'serialId', 'serialMasked'],
  ...['seatId', 'issuedAt', 'stopDate', 'flaggedAt', 'releasedAt', 'releaseReason', 'reissueOf'],
] as const;

/** Activations: search, show, release, reissue, export. */
export function activationRoutes(parts: AdminParts, requireScope: RequireScope): Hono<AppEnvironment> {
  const { store } = parts;
  const [mayRead, mayWrite] = [requireScope('activations:read'), requireScope('activations:write')];
  const routes = new Hono<AppEnvironment>();

  routes.get('/activations.csv', mayRead, () => csvResponse(exportActivations(store), columns));

  routes.post('/activations/search', mayRead, takeJson, async (c) => {
    const { cursor, limit, ...query } = readBody(await bodyOf(c), ActivationSearchSchema);
    const { rows, next } = await searchActivations(store, query, { cursor, limit });
    return c.json({ rows, next });
  });
  // Before what takes any word for an id.
  routes.all('/activations/search', allowOnly('POST'));

  routes.get('/activations/:id', mayRead, async (c) => c.json(await recordOf(c)));

  routes.post('/activations/:id/release', mayWrite, takeJson, async (c) => {
    readBody(await bodyOf(c), NothingSchema);
    await releaseSeat({ ...parts, actor: `token:${c.get('bearer').name}` }, c.req.param('id'));
    return c.json(await recordOf(c));
  });

  routes.post('/activations/:id/reissue', mayWrite, takeJson, async (c) => {
    readBody(await bodyOf(c), NothingSchema);
    const actor = `token:${c.get('bearer').name}` as const;
    const { outcome, file } = await reissueLicense({ ...parts, actor }, c.req.param('id'));
    return fileResponse(file, mediaTypeOf('license'), outcome === 'reissued' ? 201 : 200);
  });

  for (const path of ['/activations.csv', '/activations/:id']) routes.all(path, allowOnly('GET, HEAD'));
  for (const path of [':id/release', ':id/reissue']) routes.all(`/activations/${path}`, allowOnly('POST'));
  return routes;

  /** Whoever may change activations may see what came of it. */
  async function recordOf(c: Context<AppEnvironment, string>) {
    const { installationKey: _, ...record } = await showActivation(store, c.req.param('id') ?? '');
    return record;
  }
}

async function bodyOf(c: Context<AppEnvironment>): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer());
}
