/** Media types without which a browser refuses a script, style or page. */
const required: Readonly<Record<string, RegExp>> = {
  js: /^(?:text|application)\/(?:x-)?(?:java|ecma)script$/,
  css: /^text\/css$/,
  html: /^text\/html$/,
};

/**
 * Decides whether the service worker may keep an answer for offline use. A host that answers its start page for every
 * missing file sends status 200; and a script with another media type than a script's does not run, whatever it contains.
 *
 * @param url address of the file; its ending says what it must be
 * @param answer its bytes are checked by the browser, against the hash in the list of files
 */
export function isUsable(url: string, answer: Pick<Response, 'status' | 'headers'>): boolean {
  const [, ending = ''] = /\.([a-z0-9]+)$/.exec(new URL(url).pathname) ?? [];
  const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
  const found = type.trim().toLowerCase();
  return answer.status === 200 && (required[ending]?.test(found) ?? found !== 'text/html');
}
