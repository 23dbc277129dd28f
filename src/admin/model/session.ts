import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Identity } from '../../contract/admin/identity.ts';
import type { Scope } from '../../contract/scopes.ts';
import { Refusal } from '../../refusal.ts';
import type { AdminApi } from '../api.ts';
import type { AdminPorts } from '../ports.ts';

/** Scopes that this page uses. */
export const adminScopes = [
  'activations:read',
  'activations:write',
  'serials:read',
  'serials:write',
] as const satisfies readonly Scope[];

export type AdminScope = (typeof adminScopes)[number];

export type SessionState =
  /** The token kept in this tab is being checked. */
  | { readonly at: 'opening' }
  /** `why`: the reason the previous token ended or the entered one was refused. */
  | { readonly at: 'out'; readonly busy: boolean; readonly why: Refusal | null }
  | { readonly at: 'in'; readonly who: Identity };

/** The signed-in account and its calls to the service. */
export interface Session {
  readonly state: ReadonlySignal<SessionState>;
  /** Contents of the token field. */
  readonly draft: Signal<string>;
  /** Signs in with the token kept in this tab, if any. */
  open(): Promise<void>;
  enter(): Promise<void>;
  leave(): void;
  can(scope: AdminScope): boolean;
  /**
   * Calls the service.
   *
   * @throws Refusal; `internal-fault` for an unexpected error. `token-refused` ends the session first
   */
  call<Result>(work: (api: AdminApi) => Promise<Result>): Promise<Result>;
}

/** `kfa_` and 256 bits in base64url. */
const wholeToken = /^kfa_[A-Za-z0-9_-]{43}$/;

export function createSession({ connect, token, now }: Pick<AdminPorts, 'connect' | 'token' | 'now'>): Session {
  const state = signal<SessionState>({ at: 'opening' });
  const draft = signal('');
  let api: AdminApi | null = null;

  function end(why: Refusal | null): void {
    api = null;
    token.forget();
    state.value = { at: 'out', busy: false, why };
  }

  /** The service does not say why it refuses a token; the known expiry tells expired from revoked. */
  function reasonNow(): 'expired' | 'revoked' {
    const expiresAt = state.value.at === 'in' ? state.value.who.expiresAt : null;
    return expiresAt !== null && new Date(expiresAt) <= now() ? 'expired' : 'revoked';
  }

  /** Keeps a token that could not be checked, in the tab or in the field. */
  async function begin(entered: string): Promise<void> {
    const connected = connect(entered);
    try {
      const who = await connected.whoami();
      api = connected;
      token.keep(entered);
      draft.value = '';
      state.value = { at: 'in', who };
    } catch (error) {
      const why = asRefusal(error);
      if (why.code === 'token-refused') token.forget();
      else draft.value = entered;
      state.value = { at: 'out', busy: false, why };
    }
  }

  return {
    state,
    draft,
    async open() {
      const kept = token.read();
      if (kept === null) state.value = { at: 'out', busy: false, why: null };
      else await begin(kept);
    },
    async enter() {
      const entered = draft.value.trim();
      if (!wholeToken.test(entered)) {
        state.value = { at: 'out', busy: false, why: new Refusal('token-refused', { reason: 'malformed' }) };
        return;
      }
      state.value = { at: 'out', busy: true, why: null };
      await begin(entered);
    },
    leave: () => end(null),
    can: (scope) => state.value.at === 'in' && state.value.who.scopes.includes(scope),
    async call(work) {
      if (api === null) throw new Refusal('token-refused');
      try {
        return await work(api);
      } catch (error) {
        const refusal = asRefusal(error);
        if (refusal.code === 'token-refused') end(new Refusal('token-refused', { reason: reasonNow() }));
        throw refusal;
      }
    },
  };
}

export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal('internal-fault', { fault: error instanceof Error ? error.name : typeof error });
}
