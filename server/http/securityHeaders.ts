import type { MiddlewareHandler } from 'hono';

/** For answers that are data: nothing in them may run or be framed, should a browser ever show one as a page. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/**
 * Sets the headers that every answer carries; pages bring their own content security policy.
 *
 * @param publicUrl over plain http browsers ignore an opener policy, and complain about it
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
