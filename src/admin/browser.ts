import type { ChoicePort, DraftPort, LocationPort, TokenPort } from './ports.ts';

const tokenName = 'keyferry-admin-token';

/** Keeps the token in `sessionStorage`, which ends with the tab. If the browser blocks it, a reload signs out. */
export const tabToken: TokenPort = {
  read: () => attempt(() => sessionStorage.getItem(tokenName)),
  keep: (token) => void attempt(() => sessionStorage.setItem(tokenName, token)),
  forget: () => void attempt(() => sessionStorage.removeItem(tokenName)),
};

/** In `sessionStorage` too. */
export const tabDrafts: DraftPort = {
  read: (name) => attempt(() => sessionStorage.getItem(`keyferry-admin-${name}`)),
  keep: (name, text) => void attempt(() => sessionStorage.setItem(`keyferry-admin-${name}`, text)),
  forget: (name) => void attempt(() => sessionStorage.removeItem(`keyferry-admin-${name}`)),
};

export const choices: ChoicePort = {
  read: (name) => attempt(() => localStorage.getItem(`keyferry-admin-${name}`)),
  write: (name, value) => void attempt(() => localStorage.setItem(`keyferry-admin-${name}`, value)),
};

export const location: LocationPort = {
  get fragment() {
    return window.location.hash.slice(1);
  },
  visit(fragment) {
    window.location.hash = fragment;
  },
  onChange(listener) {
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  },
};

/** @returns null when the browser blocks storage for this page */
function attempt<Result>(use: () => Result): Result | null {
  try {
    return use();
  } catch {
    return null;
  }
}
