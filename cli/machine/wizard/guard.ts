import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { sessionKeyFragment, sessionKeyHeader } from '../../../src/machine/sessionKey.ts';
import { guardTexts } from '../../../src/messages/guardTexts.ts';
import type { ToolMessages } from '../../../src/messages/toolLanguages.ts';
import { isSameSecret, makeSecret } from './secrets.ts';

/** Why a request is rejected. The answer is a 403 with this code and one sentence. */
export type WizardRejection = keyof ToolMessages['guard'];

/** Admits one browser to the wizard. */
export interface WizardGuard {
  /** Opens the wizard once: 43 base64url characters. */
  readonly token: string;
  readonly check: MiddlewareHandler;
}

/**
 * Admits the first browser that presents the token, and rejects all other requests: other host names (DNS rebinding), pages
 * of other origins, and other programs and users of this computer.
 *
 * A session has two secrets. The cookie loads the page and its parts, which hold nothing private. Browsers send cookies of
 * one host to all its ports, so any local program that this browser visits learns the cookie (RFC 6265 section 8.5).
 * Everything else therefore also needs the session key, in a header. The page gets the key once, in the fragment of the
 * redirect that consumes the token, and keeps it in storage, which browsers separate by port.
 *
 * @param port of the wizard, which is served at `localhost` only
 * @param opened called when a browser is admitted
 */
export function createGuard(port: number, opened: () => void = () => undefined): WizardGuard {
  const host = `localhost:${port}`;
  const token = makeSecret();
  const session = makeSecret();
  const key = makeSecret();
  // Browsers separate cookies of one host by name, not by port.
  const cookie = `keyferry-${port}`;
  let isUsed = false;

  const isKnown = (c: Context) => isSameSecret(getCookie(c, cookie) ?? '', session);

  function exchange(c: Context, shown: string): Response {
    if (!isSameSecret(shown, token)) return reject(c, 'wizard-token-missing', host);
    // Removes the token from the address bar and the history. The browser that was admitted has the key.
    if (isUsed) return isKnown(c) ? c.redirect('/', 303) : reject(c, 'wizard-token-used', host);
    isUsed = true;
    opened();
    setCookie(c, cookie, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    // Browsers keep the fragment to themselves.
    return c.redirect(`/#${sessionKeyFragment(key)}`, 303);
  }

  return {
    token,
    check: async (c, next) => {
      if (c.req.header('host') !== host) return reject(c, 'wizard-host-wrong', host);
      const shown = c.req.query('token');
      if (shown !== undefined && c.req.path === '/' && c.req.method === 'GET') return exchange(c, shown);
      if (!isKnown(c)) return reject(c, 'wizard-token-missing', host);
      if (!isOwn(c, `http://${host}`)) return reject(c, 'wizard-origin-foreign', host);
      // A navigation and the parts of a page carry no header.
      const isPage = c.req.method === 'GET' || c.req.method === 'HEAD';
      if (!isPage && !isSameSecret(c.req.header(sessionKeyHeader) ?? '', key))
        return reject(c, 'wizard-token-missing', host);
      return next();
    },
  };
}

/**
 * A further defense besides the strict cookie: Fetch section 3.2 sends `Origin` with every POST, and Fetch Metadata names the
 * origin of every request.
 */
function isOwn(c: Context, origin: string): boolean {
  const from = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  if (from !== undefined && from !== origin) return false;
  if (c.req.method === 'GET') return site === undefined || site === 'same-origin' || site === 'none';
  return site === undefined ? from !== undefined : site === 'same-origin';
}

function reject(c: Context, code: WizardRejection, host: string): Response {
  const text = guardTexts(c.req.header('accept-language') ?? '')[code](`http://${host}`);
  return c.text(`${code}: ${text}\n`, 403);
}
