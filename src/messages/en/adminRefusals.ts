import type { AdminRefusalTexts } from '../refusalText.ts';

const reasons: Readonly<Record<string, string>> = {
  malformed: 'It is incomplete: a token begins with kfa_ and has 47 characters.',
  expired: 'It has expired.',
  revoked: 'It was revoked.',
};

const listOf = (ids: unknown) => (Array.isArray(ids) && ids.length > 0 ? ids.join(', ') : 'other products');

/** Refusals whose text on the admin page differs from the wizard's. */
export const refusals: AdminRefusalTexts = {
  'token-refused': ({ reason }) => ({
    title: 'This token is not accepted',
    why: reasons[String(reason)] ?? 'It was mistyped, has expired, or was revoked.',
    next: 'Copy the whole token and paste it again, or ask the operator of the activation service for a new one.',
  }),
  'token-scope-missing': ({ scope }) => ({
    title: 'Your token does not allow this',
    why: typeof scope === 'string' ? `It lacks the scope ${scope}.` : 'It lacks a required scope.',
    next: 'Ask the operator of the activation service for a token with it.',
  }),
  'product-unclear': ({ products }) => ({
    title: 'Which product is meant?',
    why: `The service has several: ${listOf(products)}.`,
    next: 'Choose one of them, then try again.',
  }),
  'product-unknown': ({ found, products }) => ({
    title: 'The service does not have this product',
    why: `It has ${listOf(products)}${typeof found === 'string' ? `, and not ${found}` : ''}.`,
    next: 'Choose one of its products. If yours is missing, ask the operator of the service.',
  }),
  'activation-unknown': {
    title: 'This activation does not exist',
    why: 'The address was cut off or mistyped, or belongs to another service.',
    next: 'Search for it in the list.',
  },
  'serial-unknown': {
    title: 'This serial number does not exist',
    why: 'The address was cut off or mistyped, or belongs to another service.',
    next: 'Search for it in the list.',
  },
  'serial-terms-invalid': {
    title: 'Nothing was created or changed',
    why: 'A value in the form is not valid.',
    next: 'Correct it and try again.',
  },
  'machine-changed': {
    title: 'The seat has moved to changed hardware',
    why: 'This license is for the machine before its hardware changed. A newer license exists.',
    next: 'Find the newest license in the history and reissue that one.',
  },
  'serial-expired': {
    title: 'The serial number has expired',
    why: 'No new license can be issued for an expired serial number.',
    next: 'If the customer renewed it, change when it ends. Otherwise sell the customer a new one.',
  },
  'trial-used': {
    title: 'The trial of this machine has ended',
    why: 'Each machine gets one trial, also after its license was returned or its seat released.',
    next: 'Sell the customer a serial number. The machine needs a new order with it.',
  },
  'seat-released': {
    title: 'This seat is already released',
    why: 'The machine returned its license, or a colleague released the seat.',
    next: 'Reload this page. To get a license again, the machine needs a new order.',
  },
  'serial-malformed': {
    title: 'The serial number has a typing mistake',
    why: 'Its check characters do not match the others.',
    next: 'Compare it letter by letter with its source.',
  },
  'license-type-unknown': ({ found }) => ({
    title: 'This license type is no longer in the catalog',
    why: typeof found === 'string' ? `The license has the type ${found}.` : 'The license was issued for it earlier.',
    next: 'Ask the operator of the service to add the type again, or sell the customer another one.',
  }),
  'seats-exhausted': {
    title: 'All seats of the serial number are in use',
    why: 'Other machines have them.',
    next: 'Release the seat of a machine that is no longer used, or ask the operator of the service for more seats.',
  },
  'key-unknown': {
    title: 'The license is signed with a key that the service does not know',
    why: 'The keyset of the service lacks the key.',
    next: 'Tell the operator of the service the code below.',
  },
  'product-other': {
    title: 'The activation belongs to another product',
    why: 'The catalog of the service has another product.',
    next: 'Use the admin page of that product.',
  },
  'file-too-large': {
    title: 'This is too large',
    why: 'This is more than the service accepts at once.',
    next: 'Divide it, and send the parts one after another.',
  },
  'service-not-signing': {
    title: 'The activation service cannot issue licenses now',
    why: 'Its signing key is not valid at this time.',
    next: 'Tell the operator of the service; “keyferry keys list” shows the keys. Then try again.',
  },
  'service-not-found': {
    title: 'The activation service does not know this address',
    why: 'This page may be older than the service.',
    next: 'Reload the page. If it happens again, tell the operator of the service the code below.',
  },
  'internal-fault': {
    title: 'Something went wrong in this page',
    why: 'This is an error in the page, not in anything you did.',
    next: 'Reload the page. If it happens again, tell the operator of the service the code below.',
  },
  'too-many-attempts': ({ retryAfter }) => ({
    title: 'Too many rejected tokens',
    why: 'Many invalid tokens were sent from this network. A program may still be using an old one.',
    next: retryAfter
      ? `Wait ${retryAfter} seconds, then paste the whole token again.`
      : 'Wait a minute, then paste the whole token again.',
  }),
  'network-offline': {
    title: 'No network connection',
    why: 'This computer is not connected.',
    next: 'Connect it and try again. What you typed is kept.',
  },
  'service-unreachable': {
    title: 'The activation service does not answer',
    why: 'It may be stopped, or the connection to it may be interrupted.',
    next: 'Try again. If it keeps happening, tell the operator of the service.',
  },
  'service-busy': ({ retryAfter }) => ({
    title: 'The activation service is busy',
    why: 'It received many calls at once.',
    next: retryAfter ? `Try again in ${retryAfter} seconds.` : 'Try again in a minute.',
  }),
  'service-fault': {
    title: 'The activation service has a problem',
    why: 'It answered, but could not complete the call.',
    next: 'Try again in a few minutes. If it keeps happening, give the operator the code below; the service’s log has details.',
  },
  'service-request-invalid': {
    title: 'The activation service did not understand the call',
    why: 'This page may be older than the service.',
    next: 'Reload the page. If it happens again, give the operator of the service the code below.',
  },
  'serial-known-otherwise': {
    title: 'The serial number exists with other terms',
    why: 'It was created or imported earlier with different terms.',
    next: 'Use the same terms, or leave the serial number out.',
  },
  'seats-in-use': ({ taken }) => ({
    title: 'Too few seats',
    why: taken ? `${taken} seats are in use.` : 'More seats are in use.',
    next: 'Keep at least that many, or release seats first.',
  }),
  'import-malformed': {
    title: 'This is not a table of serial numbers',
    why: 'The first line must name the columns, and every line must have a value for each of them.',
    next: 'Nothing was imported. Correct the file and try again.',
  },
  'audit-broken': {
    title: 'The audit trail was changed',
    why: 'A row was altered, removed or inserted, or the disk is damaged.',
    next: 'Tell the operator of the activation service. Keep the store as it is.',
  },
};
