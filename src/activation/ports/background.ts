/** Sending what waits without this page, and together with other tabs. */
export interface BackgroundPort {
  /**
   * Asks the browser to send what waits once there is a network, also after the page was closed (Background Sync).
   *
   * @returns whether the browser does that
   */
  sendLater(): Promise<boolean>;
  /**
   * Runs work while no other tab and no service worker runs work of the same name; where the browser has no locks, at
   * once. Everything that runs in it must also be safe without the lock.
   *
   * @param name what must not be done twice at a time
   */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Shows on the installed app's icon how many items wait; 0 removes the number. */
  showWaiting(count: number): void;
}
