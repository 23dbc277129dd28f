import type { ChoicePort, LocationPort, TokenPort } from './ports.ts';

const tokenName = 'keyferry-admin-token';

/** `sessionStorage` is this tab's own and ends with it. Where a browser refuses it, the page forgets at a reload. */
export const tabToken: TokenPort = {
  read: () => attempt(() => sessionStorage.getItem(tokenName)),
  keep: (token) => void attempt(() => sessionStorage.setItem(tokenName, token)),
  forget: () => void attempt(() => sessionStorage.removeItem(tokenName)),
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

/** @returns null where the browser keeps nothing for this page */
function attempt<Result>(use: () => Result): Result | null {
  try {
    return use();
  } catch {
    return null;
  }
}
