import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { packPage } from '../../src/vendor/pack.ts';

/** The build replaces it with the page's policy. Scripts of the development server run inline, so only `connect-src` is kept. */
const policyPlaceholder = 'content="keyferry-policy"';

/**
 * Gives the pages of the development server what packing adds to the built ones: the vendor profile, and the activation
 * service at their own address. Serves the admin page at `/admin`, as the service does.
 *
 * @param profilePath file of the vendor profile; read for each page, so that edits show after a reload
 * @param serviceStarted settles when the service runs: its first start makes the profile
 */
export function demoVendor(profilePath: string, serviceStarted: Promise<unknown>): Plugin {
  return {
    name: 'keyferry:demo-vendor',
    apply: 'serve',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        request.url = request.url?.replace(/^\/admin(?=\?|$)/, '/admin.html');
        next();
      });
    },
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        await serviceStarted;
        const page = html.replace(policyPlaceholder, 'content="connect-src keyferry-service"');
        return packPage(page, readFileSync(profilePath, 'utf8'), { service: 'same-origin' });
      },
    },
  };
}
