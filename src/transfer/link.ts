/** A frame begins with `$` and is never shorter than this: 17 bytes, whose container has one. */
const frameText = /^\$[0-9A-Z$*+:-]{25,}$/;
const percentCode = /%[0-9A-Fa-f]{2}/g;
/** Longer texts are not looked at: a code carries 4,296 characters at most. */
const longestText = 8192;

/**
 * The address that delivers a frame to a page. The frame stands in the fragment, which browsers keep from the server.
 *
 * @param pageUrl where the page is; a fragment of its own is dropped
 * @param text the frame in the transfer alphabet
 */
export function linkFor(pageUrl: string, text: string): string {
  return `${withoutFragment(pageUrl)}#${text}`;
}

/** @returns the address up to where its fragment would begin */
export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}

/**
 * Finds the text of a frame in what a scanner, a link or a person delivers: an address on any host, a fragment with or
 * without `#`, or the bare frame. White space that mail programs put in is dropped, and percent codes are undone.
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
