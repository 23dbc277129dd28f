import type { RefusalTexts } from '../refusalText.ts';

const reasons: Readonly<Record<string, string>> = {
  malformed: 'It is not whole: a token begins with kfa_ and has 47 characters.',
  expired: 'It was made for a limited time, and that time is over.',
  revoked: 'It was good until now, so somebody must have revoked it.',
};

/** What a refusal means to the people at the vendor's desk, where that is not what it means at the wizard. */
export const refusals: Partial<RefusalTexts> = {
  'token-refused': ({ reason }) => ({
    title: 'This token is not accepted',
    why: reasons[String(reason)] ?? 'It was mistyped, has run out, or was revoked.',
    next: 'Copy the whole token and paste it again, or ask whoever runs the activation service for a new one.',
  }),
  'token-scope-missing': ({ scope }) => ({
    title: 'Your token does not allow this',
    why: typeof scope === 'string' ? `It lacks the scope ${scope}.` : 'It lacks a scope that this needs.',
    next: 'Ask whoever runs the activation service for a token that has it.',
  }),
  'activation-unknown': {
    title: 'There is no such activation',
    why: 'The address was cut off or mistyped, or belongs to another service.',
    next: 'Search for it in the list.',
  },
  'serial-unknown': {
    title: 'There is no such serial number',
    why: 'The address was cut off or mistyped, or belongs to another service.',
    next: 'Search for it in the list.',
  },
  'serial-terms-invalid': {
    title: 'Serial numbers cannot be made like this',
    why: 'Something in the form is not as it must be.',
    next: 'Correct it and try again. Nothing was made.',
  },
  'machine-changed': {
    title: 'The seat has moved on to other hardware',
    why: 'This license is for the machine as it was before. A newer one was issued for the machine as it is.',
    next: 'Look in the history for the newest license, and reissue that one.',
  },
  'serial-refused': {
    title: 'The serial number is blocked',
    why: 'A license would have to be made anew, and a blocked serial number yields none.',
    next: 'Unblock the serial number first, if that is right.',
  },
  'serial-expired': {
    title: 'The serial number has run out',
    why: 'A license would have to be made anew, and the time that was sold is over.',
    next: 'Sell the customer a new serial number.',
  },
  'seat-released': {
    title: 'This seat was given up already',
    why: 'The machine gave it back, or a colleague released it.',
    next: 'Reload this page to see what is on record. A license for that machine takes a new order.',
  },
  'too-many-attempts': ({ retryAfter }) => ({
    title: 'Too many tokens were not accepted',
    why: 'From this network many tokens were tried that are none. Something may be using an old one.',
    next: retryAfter
      ? `Wait ${retryAfter} seconds, then paste the whole token again.`
      : 'Wait a minute, then paste the whole token again.',
  }),
  'network-offline': {
    title: 'No network connection',
    why: 'This computer is not connected.',
    next: 'Connect it and try again. Nothing you typed is lost.',
  },
  'service-unreachable': {
    title: 'The activation service does not answer',
    why: 'It may be stopped, or the way to it is cut off.',
    next: 'Try again. If it stays away, tell whoever runs it.',
  },
  'service-busy': ({ retryAfter }) => ({
    title: 'The activation service is busy',
    why: 'Many calls came in at once.',
    next: retryAfter ? `Try again in ${retryAfter} seconds.` : 'Try again in a minute.',
  }),
  'service-fault': {
    title: 'The activation service has a problem',
    why: 'It answered, but could not do its work.',
    next: 'Try again in a few minutes. If it keeps happening, tell whoever runs it the code below; its log has more.',
  },
  'service-request-invalid': {
    title: 'The activation service did not understand this',
    why: 'This page may be older than the service.',
    next: 'Reload the page. If it happens again, tell whoever runs the service the code below.',
  },
};
