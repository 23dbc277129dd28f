/** Stands for the product in the masthead where its vendor gave no logo. */
export function Orbit({ size = 26 }: { readonly size?: number }) {
  return (
    <svg class="drawing" width={size} height={size} viewBox="0 0 32 32" stroke-width="2" aria-hidden="true">
      <circle cx="16" cy="16" r="13" />
      <circle cx="16" cy="16" r="7" />
      <circle class="filled" cx="16" cy="16" r="2.6" />
      <circle class="filled" cx="26" cy="8" r="2.4" />
    </svg>
  );
}
