import type { MiddlewareHandler } from 'hono';

/** For answers that are data: nothing in them may run or be framed, should a browser ever show one as a page. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

const everywhere = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=()',
} as const;

/** Sets the headers that every answer carries; pages bring their own content security policy. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(everywhere)) c.res.headers.set(name, value);
  if (!c.res.headers.has('content-security-policy')) c.res.headers.set('content-security-policy', dataPolicy);
};
