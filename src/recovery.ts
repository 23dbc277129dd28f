import { type StartFailure, watchStart } from './device/recovery/failure.ts';
import {
  forgetReload,
  loadFreshPage,
  mayReloadUnasked,
  type RecoveryEnvironment,
} from './device/recovery/freshPage.ts';
import { recoveryTexts } from './messages/recoveryTexts.ts';

/**
 * Stands inline in the page, before its script: when that cannot be loaded, or does not run, the page heals itself, or
 * says what is wrong. It is never blank. Compiled for browsers that are too old for the rest.
 */
const environment: RecoveryEnvironment = {
  fetch: (...given) => fetch(...given),
  location,
  get sessionStorage() {
    return sessionStorage;
  },
  navigator,
  ...('caches' in window && { caches }),
  now: Date.now,
};

/** Milliseconds between two looks at the server. */
const pause = 15_000;

let message: HTMLElement | null = null;

function hasStarted(): boolean {
  return (document.getElementById('app')?.childElementCount ?? 0) > 0;
}

async function recover(): Promise<void> {
  if (mayReloadUnasked(environment) && (await loadFreshPage(environment))) return;
  if (!hasStarted()) showMessage('missing');
}

function showMessage(failure: StartFailure): void {
  if (message) return;
  const { language, reload, ...texts } = recoveryTexts(navigator.languages);
  const { title, text } = texts[failure];
  message = document.createElement('main');
  message.lang = language;
  message.setAttribute('role', 'alert');
  // The styles may be what is missing.
  Object.assign(message.style, { maxWidth: '34em', margin: '3em auto', padding: '0 1em', font: '1em/1.5 sans-serif' });
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = reload;
  Object.assign(button.style, { minHeight: '44px', padding: '0 1.5em', font: 'inherit' });
  button.addEventListener('click', () => void reloadAsked());
  message.append(textElement('h1', title), textElement('p', text), button);
  document.body.append(message);
  if (failure === 'missing') tryAgain();
}

function textElement(name: 'h1' | 'p', text: string): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

async function reloadAsked(): Promise<void> {
  if (!(await loadFreshPage(environment))) location.reload();
}

/** Looks again when there is a network, when the person comes back, and now and then. */
function tryAgain(): void {
  const look = () => void loadFreshPage(environment);
  window.addEventListener('online', look);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
  setInterval(look, pause);
}

watchStart(window, hasStarted, (failure) => {
  if (failure === 'missing') void recover();
  else showMessage(failure);
});

window.addEventListener('load', () => {
  if (message === null) forgetReload(environment);
});

// The page started after all.
document.addEventListener('DOMContentLoaded', () => {
  const app = document.getElementById('app');
  if (!app) return;
  new MutationObserver(() => {
    if (hasStarted()) message?.remove();
  }).observe(app, { childList: true });
});
