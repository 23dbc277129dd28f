import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { tool as de } from '../../../src/messages/tool.de.ts';
import { tool as en } from '../../../src/messages/tool.en.ts';
import { isSameSecret, makeSecret } from './secrets.ts';

/** Who is not let in, and why. Whoever it is, it gets a 403 with the code and a sentence, and nothing else. */
export type WizardRejection = keyof typeof en.guard;

/** The one door to the wizard, for one browser. */
export interface WizardGuard {
  /** What opens the wizard, once: 43 base64url characters. */
  readonly token: string;
  readonly check: MiddlewareHandler;
}

/**
 * Lets one browser in, the first that shows the token, and answers nobody else: not a name that was made to lead here
 * (DNS rebinding), not a page of another origin, not another program or user of this computer.
 *
 * @param port on which the wizard is served, at `localhost` and under no other name
 */
export function createGuard(port: number): WizardGuard {
  const host = `localhost:${port}`;
  const token = makeSecret();
  const session = makeSecret();
  // Browsers keep cookies of a host apart by name and not by port.
  const cookie = `keyferry-${port}`;
  let isUsed = false;

  const isKnown = (c: Context) => isSameSecret(getCookie(c, cookie) ?? '', session);

  function exchange(c: Context, shown: string): Response {
    if (!isSameSecret(shown, token)) return reject(c, 'wizard-token-missing', host);
    if (isUsed && !isKnown(c)) return reject(c, 'wizard-token-used', host);
    isUsed = true;
    setCookie(c, cookie, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    // The address with the token does not stay in the bar, nor in the history.
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
 * A strict cookie does not come along from elsewhere; this holds where a browser sends it nevertheless. Fetch section 3.2
 * has an `Origin` with every POST, and Fetch Metadata says of every call where it comes from.
 */
function isOwn(c: Context, origin: string): boolean {
  const from = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  if (from !== undefined && from !== origin) return false;
  if (c.req.method === 'GET') return site === undefined || site === 'same-origin' || site === 'none';
  return site === undefined ? from !== undefined : site === 'same-origin';
}

function reject(c: Context, code: WizardRejection, host: string): Response {
  const isGerman = /^de\b/i.test(c.req.header('accept-language') ?? '');
  const said = (isGerman ? de : en).guard[code](`http://${host}`);
  return c.text(`${code}: ${said}\n`, 403);
}
