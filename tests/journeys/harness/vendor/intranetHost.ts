/** Maps to 127.0.0.1 in the browsers of the harness. It is a name like any other, so its pages are no secure context. */
export const intranetHost = 'intranet.test';
