/** What the installed app was launched with (Launch Handler API and File Handling API, Chromium). */
interface Launch {
  readonly targetURL?: string;
  readonly files?: readonly { getFile(): Promise<File> }[];
}

export interface LaunchQueue {
  setConsumer(consumer: (launch: Launch) => void): void;
}

/** Where a launch leads. */
export interface LaunchTargets {
  files(files: readonly File[]): void;
  /** A fragment, or a shortcut such as `?open=scan`. */
  opened(what: string): void;
  /** Something was shared, and waits with the service worker. */
  shared(): void;
}

/**
 * Takes launches into the running window: opened files, links, shortcuts and shares.
 *
 * @param queue undefined where the browser has none
 * @param first address that this window was opened with; the page has read it already
 */
export function listenForLaunches(queue: LaunchQueue | undefined, first: string, targets: LaunchTargets): void {
  let isFirst = true;
  queue?.setConsumer(({ targetURL, files = [] }) => {
    const isKnown = isFirst && targetURL === first;
    isFirst = false;
    if (files.length > 0) return void Promise.all(files.map((handle) => handle.getFile())).then(targets.files);
    if (targetURL === undefined || isKnown) return;
    const { pathname, search, hash } = new URL(targetURL);
    if (search === '?shared' || pathname.endsWith('/share')) targets.shared();
    else if (hash.length > 1) targets.opened(hash.slice(1));
    else if (search !== '') targets.opened(search);
    else if (pathname.endsWith('/computers')) targets.opened('computers');
  });
}
