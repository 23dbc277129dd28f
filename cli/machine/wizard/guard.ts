import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
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
 * @param port of the wizard, which is served at `localhost` only
 */
export function createGuard(port: number): WizardGuard {
  const host = `localhost:${port}`;
  const token = makeSecret();
  const session = makeSecret();
  // Browsers separate cookies of one host by name, not by port.
  const cookie = `keyferry-${port}`;
  let isUsed = false;

  const isKnown = (c: Context) => isSameSecret(getCookie(c, cookie) ?? '', session);

  function exchange(c: Context, shown: string): Response {
    if (!isSameSecret(shown, token)) return reject(c, 'wizard-token-missing', host);
    if (isUsed && !isKnown(c)) return reject(c, 'wizard-token-used', host);
    isUsed = true;
    setCookie(c, cookie, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    // Removes the token from the address bar and the history.
    return c.redirect('/', 303);
  }

  return {
    token,
    check: async (c, next) => {
      if (c.req.header('host') !== host) return reject(c, 'wizard-host-wrong', host);
      const shown = c.req.query('token');
      if (shown !== undefined && c.req.path === '/' && c.req.method === 'GET') return exchange(c, shown);
      if (!isKnown(c)) return reject(c, 'wizard-token-missing', host);
      if (!isOwn(c, `http://${host}`)) return reject(c, 'wizard-origin-foreign', host);
      return next();
    },
  };
}

/**
 * A second defense besides the strict cookie: Fetch section 3.2 sends `Origin` with every POST, and Fetch Metadata names the
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
