/** A frame begins with `$`. The shortest has 17 bytes, with a container of one byte. */
const frameText = /^\$[0-9A-Z$*+:-]{25,}$/;
const percentCode = /%[0-9A-Fa-f]{2}/g;
/** Longer texts are ignored: a code carries at most 4,296 characters. */
const longestText = 8192;

/**
 * Makes the address that delivers a frame to a page. The frame is in the fragment, which browsers do not send to the server.
 *
 * @param pageUrl address of the page; its own fragment is dropped
 * @param text the frame in the transfer alphabet
 */
export function linkFor(pageUrl: string, text: string): string {
  return `${withoutFragment(pageUrl)}#${text}`;
}

/** @returns the address without its fragment */
export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}

/**
 * Finds the text of a frame in an address on any host, a fragment with or without `#`, or the bare frame. Drops white space
 * that mail programs insert, and decodes percent codes.
 *
 * @param text untrusted
 * @returns the frame in the transfer alphabet, not yet checked; null when there is none
 */
export function frameTextIn(text: string): string | null {
  if (text.length > longestText) return null;
  const bare = text.replace(/\s+/g, '');
  const fragment = bare.slice(bare.lastIndexOf('#') + 1);
  const plain = fragment.replace(percentCode, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
  return frameText.test(plain) ? plain : null;
}
