import type { IncomingItems, PagePort } from '../activation/ports.ts';
import { frameTextIn } from '../transfer/link.ts';
import { filesIn, foldersIn } from './droppedFolders.ts';
import { type LaunchQueue, listenForLaunches } from './launches.ts';
import type { ServiceWorkerLink } from './serviceWorker.ts';

/** How the page was opened, and what reaches it from outside: drops, pastes, links, opened and shared files. */
export function createPage(serviceWorker: ServiceWorkerLink): PagePort {
  // Before anything is removed from it.
  const openedWith = location.href;
  const dropped = takeAtOnce();
  return {
    opened: location.protocol === 'file:' ? 'file' : isSecureContext ? 'secure' : 'http',
    handheld: matchMedia('(pointer: coarse) and (hover: none)').matches,

    takeFragment() {
      const [, screen = ''] = /\/(computers)$/.exec(location.pathname) ?? [];
      const [shortcut = ''] = /^\?open=[a-z]+$/.exec(location.search) ?? [];
      const opened = location.hash.slice(1) || screen || shortcut;
      const search = shortcut ? '' : location.search;
      if (opened) history.replaceState(history.state, '', (screen ? './' : location.pathname) + (screen ? '' : search));
      return opened;
    },

    onUpdateReady: serviceWorker.onUpdateReady,
    update: serviceWorker.update,

    reload: () => location.reload(),

    warnBeforeLeaving(isNeeded) {
      if (isNeeded) window.addEventListener('beforeunload', askBeforeLeaving);
      else window.removeEventListener('beforeunload', askBeforeLeaving);
    },

    onReturn(listener) {
      const ending = new AbortController();
      const { signal } = ending;
      window.addEventListener('focus', listener, { signal });
      document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && listener(), {
        signal,
      });
      return () => ending.abort();
    },

    onDelivery(listener) {
      const ending = new AbortController();
      dropped.give(listener);
      listenForLinks(listener, ending.signal);
      const takeShared = () => void serviceWorker.takeShared().then((shared) => deliverAll(shared, listener));
      const { launchQueue } = window as { launchQueue?: LaunchQueue };
      listenForLaunches(launchQueue, openedWith, { files: listener, opened: listener, shared: takeShared });
      takeShared();
      if (location.search === '?shared') history.replaceState(history.state, '', location.pathname + location.hash);
      return () => {
        ending.abort();
        dropped.give(null);
      };
    },
  };
}

/** The browser asks in its own words. Without a reason there is no listener: it would keep the page out of the back cache. */
function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
  // Browsers before 2024 ask for this one.
  event.returnValue = true;
}

type Listener = (delivery: IncomingItems) => void;

/**
 * Takes drops and pastes from the moment when the page begins to run: what the person brings before its records are read
 * waits for the listener.
 */
function takeAtOnce(): { give(listener: Listener | null): void } {
  let taker: Listener | null = null;
  const waiting: IncomingItems[] = [];
  const take: Listener = (items) => {
    if (taker) taker(items);
    else waiting.push(items);
  };
  listenForDrops(take);
  listenForPastes(take);
  return {
    give(listener) {
      taker = listener;
      if (listener) for (const items of waiting.splice(0)) listener(items);
    },
  };
}

function listenForDrops(listener: Listener): void {
  // Otherwise the browser leaves the page to show the dropped file.
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    deliver(event.dataTransfer, listener);
  });
}

function listenForPastes(listener: Listener): void {
  window.addEventListener('paste', (event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    deliver(event.clipboardData, listener);
  });
}

/** A second code opened in the same tab changes only the fragment. */
function listenForLinks(listener: Listener, signal: AbortSignal): void {
  window.addEventListener(
    'hashchange',
    () => {
      const fragment = location.hash.slice(1);
      if (!fragment) return;
      history.replaceState(history.state, '', location.pathname + location.search);
      listener(fragment);
    },
    { signal },
  );
}

function deliver(transfer: DataTransfer | null, listener: Listener): void {
  const text = transfer?.getData('text/plain') || transfer?.getData('text/html') || '';
  const folders = foldersIn(transfer);
  // Read now: the browser empties the transfer when the event is over.
  const files = [...(transfer?.files ?? [])];
  if (folders.length > 0) void filesIn(folders).then((found) => deliverAll(found, listener));
  else deliverAll([...files, text], listener);
}

/** Delivers the files; when there are none, each text of a code, or all texts as one: a share has a title and a text. */
function deliverAll(items: readonly (File | string)[], listener: Listener): void {
  const files = items.filter((item) => typeof item !== 'string');
  const texts = items.filter((item) => typeof item === 'string' && item !== '') as string[];
  const codes = texts.filter((text) => frameTextIn(text) !== null);
  if (files.length > 0) listener(files);
  else if (codes.length > 0) for (const code of codes) listener(code);
  else if (texts.length > 0) listener(texts.join('\n'));
}
