/**
 * Whether this window is known to forget everything when it closes. Chromium does not show it, so false proves nothing.
 */
export async function isPrivateWindow(): Promise<boolean> {
  return false;
}
