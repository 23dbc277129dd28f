import type { Context } from 'hono';
import { Hono } from 'hono';
import type { AppParts } from '../app.ts';
import type { AppEnvironment } from '../callContext.ts';
import { pageResponse } from '../pages.ts';

/** Whatever the build put into the pages, by its exact path, the app itself at `/`, and the desk's page at `/admin`. */
export function pageRoutes({ pages }: AppParts): Hono<AppEnvironment> {
  const answer = (c: Context, path: string) => {
    const page = pages.get(path);
    if (page === undefined) return c.notFound();
    return pageResponse(page, c.req.header('accept-encoding') ?? '', c.req.header('if-none-match') ?? '');
  };
  return (
    new Hono<AppEnvironment>()
      .get('/', (c) => answer(c, '/index.html'))
      .get('/admin', (c) => answer(c, '/admin.html'))
      // The service worker takes what is shared; without one there is nobody to hand it to, so the app just opens.
      .post('/share', (c) => c.redirect('/', 303))
      .get('/*', (c) => answer(c, c.req.path))
  );
}
