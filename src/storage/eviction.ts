/**
 * @returns asks the browser to keep the data when disk space runs low. Call it once there is data: some browsers show a
 *   prompt. Only its first call asks.
 */
export function createEvictionGuard(): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    void navigator.storage?.persist?.().catch(() => false);
  };
}
