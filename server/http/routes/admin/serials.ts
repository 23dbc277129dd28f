import type { Context } from 'hono';
import { Hono } from 'hono';
import { toInstant } from '../../../../src/documents/instant.ts';
import { blockSerial, unblockSerial } from '../../../licensing/administration/changeSerial.ts';
import { exportSerials } from '../../../licensing/administration/exportRows.ts';
import { listSerials } from '../../../licensing/administration/listSerials.ts';
import { mintSerials } from '../../../licensing/administration/mintSerials.ts';
import { showSerial } from '../../../licensing/administration/showSerial.ts';
import type { AppEnvironment } from '../../callContext.ts';
import { readBody } from '../../readBody.ts';
import { allowOnly } from '../answers.ts';
import type { RequireScope } from '../bearer.ts';
import { takeJson } from '../takeBody.ts';
import { csvResponse } from './csvResponse.ts';
import type { AdminParts } from './routes.ts';
import { MintOrderSchema, NothingSchema, SerialSearchSchema } from './schemas.ts';

const columns = [
  ...['serialId', 'masked', 'licenseType', 'seats', 'seatsTaken', 'holder', 'features', 'termDays', 'note'],
  ...['createdAt', 'expiresAt', 'blockedAt'],
] as const;

/** Serial numbers: search, show, block, unblock, mint, export. */
export function serialRoutes(parts: AdminParts, requireScope: RequireScope): Hono<AppEnvironment> {
  const { store, catalog, keystore, writer, now } = parts;
  const [mayRead, mayWrite] = [requireScope('serials:read'), requireScope('serials:write')];
  const routes = new Hono<AppEnvironment>();

  routes.get('/serials.csv', mayRead, () => csvResponse(exportSerials(store), columns));

  routes.post('/serials/search', mayRead, takeJson, async (c) => {
    const { cursor, limit, ...query } = readBody(await bodyOf(c), SerialSearchSchema);
    return c.json(await listSerials(store, query, { cursor, limit }, toInstant(now())));
  });
  // Before what takes any word for an id.
  routes.all('/serials/search', allowOnly('POST'));

  routes.post('/serials', mayWrite, takeJson, async (c) => {
    const order = readBody(await bodyOf(c), MintOrderSchema);
    const sale = { writer, now, catalog, pepper: keystore.pepper, actor: actorOf(c) };
    return c.json({ serials: await mintSerials(sale, order) }, 201);
  });

  routes.get('/serials/:id', mayRead, async (c) => c.json(await recordOf(c)));

  routes.get('/serials/:id/seats', mayRead, async (c) => {
    const { taken } = await showSerial(store, c.req.param('id'), { cursor: c.req.query('cursor') });
    return c.json(taken);
  });

  for (const [path, change] of [['block', blockSerial] as const, ['unblock', unblockSerial] as const]) {
    routes.post(`/serials/:id/${path}`, mayWrite, takeJson, async (c) => {
      readBody(await bodyOf(c), NothingSchema);
      await change({ writer, now, actor: actorOf(c) }, c.req.param('id') ?? '');
      return c.json(await recordOf(c));
    });
    routes.all(`/serials/:id/${path}`, allowOnly('POST'));
  }

  for (const path of ['/serials.csv', '/serials/:id', '/serials/:id/seats']) routes.all(path, allowOnly('GET, HEAD'));
  routes.all('/serials', allowOnly('POST'));
  return routes;

  /** Without the seats that are taken, which have a list of their own. */
  async function recordOf(c: Context<AppEnvironment, string>) {
    const { taken: _, ...record } = await showSerial(store, c.req.param('id') ?? '');
    return record;
  }
}

function actorOf(c: Context<AppEnvironment>): `token:${string}` {
  return `token:${c.get('bearer').name}`;
}

async function bodyOf(c: Context<AppEnvironment>): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer());
}
