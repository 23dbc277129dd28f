/** What the page shows. */
export type View =
  | { readonly at: 'activations' }
  | { readonly at: 'activation'; readonly id: string }
  | { readonly at: 'serials' }
  | { readonly at: 'serial'; readonly id: string }
  | { readonly at: 'mint' };

/** Ids are base64url; anything else in an address was not made by this page. */
const shown = /^(activation|serial)=([A-Za-z0-9_-]{1,64})$/;

/** @returns the fragment that leads to a view, without `#` */
export function fragmentOf(view: View): string {
  return 'id' in view ? `${view.at}=${view.id}` : view.at;
}

/** @param fragment without `#`, from the address: anything @returns the activations where it names nothing */
export function viewOf(fragment: string): View {
  const [, at, id] = shown.exec(fragment) ?? [];
  if ((at === 'activation' || at === 'serial') && id !== undefined) return { at, id };
  return fragment === 'serials' || fragment === 'mint' ? { at: fragment } : { at: 'activations' };
}

/** The list that a view belongs to. */
export function listOf({ at }: View): 'activations' | 'serials' {
  return at === 'activations' || at === 'activation' ? 'activations' : 'serials';
}
