/** The view on screen. */
export type View =
  | { readonly at: 'activations' }
  | { readonly at: 'activation'; readonly id: string }
  | { readonly at: 'serials' }
  | { readonly at: 'serial'; readonly id: string }
  | { readonly at: 'mint' };

/** Ids are base64url; this page makes no other addresses. */
const shown = /^(activation|serial)=([A-Za-z0-9_-]{1,64})$/;

/** @returns the fragment that leads to a view, without `#` */
export function fragmentOf(view: View): string {
  return 'id' in view ? `${view.at}=${view.id}` : view.at;
}

/** @param fragment from the address, without `#`, untrusted @returns its view; the activations when it names none */
export function viewOf(fragment: string): View {
  const [, at, id] = shown.exec(fragment) ?? [];
  if ((at === 'activation' || at === 'serial') && id !== undefined) return { at, id };
  return fragment === 'serials' || fragment === 'mint' ? { at: fragment } : { at: 'activations' };
}

/** @returns the list that a view belongs to */
export function listOf({ at }: View): 'activations' | 'serials' {
  return at === 'activations' || at === 'activation' ? 'activations' : 'serials';
}
