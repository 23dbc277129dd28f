import { useWizard } from '../context.ts';
import { startLink } from './startLink.ts';

/** Starts the product, where its vendor gave it an address. */
export function StartButton({ primary }: { readonly primary?: true }) {
  const { journey, messages, tool } = useWizard();
  const { activated } = messages;
  const { product } = journey.profile;
  const start = startLink(journey.profile, tool ? null : location.href);
  if (!start) return null;
  return (
    <>
      <a class={primary ? 'button primary' : 'button'} href={start}>
        {activated.start(product.name)}
      </a>
      <p class="hint">{activated.startHint(product.name)}</p>
    </>
  );
}
