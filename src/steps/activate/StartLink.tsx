import { useWizard } from '../context.ts';

/** Starts the product, where its vendor gave it an address. */
export function StartLink({ primary }: { readonly primary?: true }) {
  const { journey, messages } = useWizard();
  const { activated } = messages;
  const { product, deepLink } = journey.profile;
  if (!deepLink) return null;
  return (
    <>
      <a class={primary ? 'button primary' : 'button'} href={deepLink}>
        {activated.start(product.name)}
      </a>
      <p class="hint">{activated.startHint(product.name)}</p>
    </>
  );
}
