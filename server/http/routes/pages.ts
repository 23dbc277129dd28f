import type { Context } from 'hono';
import { Hono } from 'hono';
import type { AppParts } from '../appParts.ts';
import type { AppEnvironment } from '../callContext.ts';
import { pageResponse } from '../pages.ts';

/** The built files by their exact path, with the wizard at `/` and `/computers`, and the admin page at `/admin`. */
export function pageRoutes({ pages }: AppParts): Hono<AppEnvironment> {
  const answer = (c: Context, path: string) => {
    const page = pages.get(path);
    if (page === undefined) return c.notFound();
    return pageResponse(page, c.req.header('accept-encoding') ?? '', c.req.header('if-none-match') ?? '');
  };
  return (
    new Hono<AppEnvironment>()
      .get('/', (c) => answer(c, '/index.html'))
      // The wizard opens on the screen of that name.
      .get('/computers', (c) => answer(c, '/index.html'))
      .get('/admin', (c) => answer(c, '/admin.html'))
      // The service worker handles shared files; without one, the wizard opens without them.
      .post('/share', (c) => c.redirect('/', 303))
      .get('/*', (c) => answer(c, c.req.path))
  );
}
