/** Announces writes to the other tabs of this page. */
export interface TabChannel {
  announce(): void;
  /** @returns stops listening */
  onAnnouncement(listener: () => void): () => void;
}

/** WebKit has no BroadcastChannel on `file://`; there, nothing is announced. */
export function openTabChannel(name: string): TabChannel {
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : null;
  return {
    announce: () => channel?.postMessage('written'),
    onAnnouncement(listener) {
      channel?.addEventListener('message', listener);
      return () => channel?.removeEventListener('message', listener);
    },
  };
}
