import { type RequestState, requestStates } from '../courier/requestState.ts';

export const sorts = ['newest', 'name', 'state'] as const;

/** How the list of computers is shown; stored, so that a reload changes nothing. */
export interface ListView {
  readonly query: string;
  /** Only rows of this state; null for all. */
  readonly state: RequestState | null;
  /** Only rows of the product with this id; null for all. */
  readonly product: string | null;
  readonly sort: (typeof sorts)[number];
  /** Ids of the ticked rows. */
  readonly ticked: readonly string[];
}

export const plainView: ListView = { query: '', state: null, product: null, sort: 'newest', ticked: [] };

/** @param stored the setting, which another version of the page may have written */
export function readView(stored: string | null): ListView {
  try {
    const { query, state, product, sort, ticked } = JSON.parse(stored ?? '{}') as Partial<Record<string, unknown>>;
    return {
      query: typeof query === 'string' ? query : '',
      state: requestStates.find((one) => one === state) ?? null,
      product: typeof product === 'string' ? product : null,
      sort: sorts.find((one) => one === sort) ?? 'newest',
      ticked: Array.isArray(ticked) ? ticked.filter((id) => typeof id === 'string') : [],
    };
  } catch {
    return plainView;
  }
}
