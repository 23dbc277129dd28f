/** The view on screen. */
export type View =
  | { readonly at: 'activations' }
  | { readonly at: 'activation'; readonly id: string }
  | { readonly at: 'serials' }
  | { readonly at: 'serial'; readonly id: string }
  | { readonly at: 'mint' }
  | { readonly at: 'telephone' }
  | { readonly at: 'telephone-return' };

/** An entry of the navigation. */
export type Section = 'activations' | 'serials' | 'telephone';

/** Ids are base64url; this page makes no other addresses. */
const shown = /^(activation|serial)=([A-Za-z0-9_-]{1,64})$/;

const plainViews = ['serials', 'mint', 'telephone', 'telephone-return'] as const;

/** @returns the fragment that leads to a view, without `#` */
export function fragmentOf(view: View): string {
  return 'id' in view ? `${view.at}=${view.id}` : view.at;
}

/** @param fragment from the address, without `#`, untrusted @returns its view; the activations when it names none */
export function viewOf(fragment: string): View {
  const [, at, id] = shown.exec(fragment) ?? [];
  if ((at === 'activation' || at === 'serial') && id !== undefined) return { at, id };
  return { at: plainViews.find((plain) => plain === fragment) ?? 'activations' };
}

/** @returns the list that a view belongs to, which searches and exports are about */
export function listOf({ at }: View): 'activations' | 'serials' {
  return at === 'serials' || at === 'serial' || at === 'mint' ? 'serials' : 'activations';
}

export function sectionOf(view: View): Section {
  return view.at === 'telephone' || view.at === 'telephone-return' ? 'telephone' : listOf(view);
}
