/** What Firefox and Safari reject with. */
const refusals: readonly string[] = ['SecurityError', 'UnknownError'];

/**
 * Whether this window is known to forget everything when it closes: private windows of Firefox and Safari have no origin
 * private file system (File System Standard, section 4). Those of Chromium have one, so false proves nothing.
 */
export async function isPrivateWindow(): Promise<boolean> {
  // Pages from a file have none in any window; on plain http, `storage` is missing.
  if (!/^https?:$/.test(location.protocol) || !navigator.storage?.getDirectory) return false;
  try {
    await navigator.storage.getDirectory();
    return false;
  } catch (error) {
    return error instanceof DOMException && refusals.includes(error.name);
  }
}
