/** The tag of the Background Sync that page and service worker agree on. */
export const sendTag = 'keyferry-send';
