import type { MiddlewareHandler } from 'hono';

/** For data: nothing in it may run or be framed if a browser shows it as a page. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/**
 * Sets the headers of every answer. Pages have their own content security policy.
 *
 * @param publicUrl with plain http there is no opener policy: browsers ignore it and log a warning
 */
export function securityHeaders(publicUrl: string): MiddlewareHandler {
  const headers = Object.entries({
    ...everywhere,
    ...(publicUrl.startsWith('https:') && { 'cross-origin-opener-policy': 'same-origin' }),
  });
  return async (c, next) => {
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
    if (!c.res.headers.has('content-security-policy')) c.res.headers.set('content-security-policy', dataPolicy);
  };
}
