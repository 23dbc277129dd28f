import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Shown only on a machine, by a page that serves several products. */
export default function ProductChoice() {
  const { journey, messages } = useWizard();
  const { product: words } = messages;
  return (
    <ScreenFrame layout="open" title={words.title} lead={words.text}>
      <div class="cards in-columns">
        {journey.products.map(({ product }) => (
          <button key={product.id} type="button" class="card" onClick={() => void journey.chooseProduct(product.id)}>
            <span class="card-title">{product.name}</span>
            <span class="hint">{words.version(product.version)}</span>
          </button>
        ))}
      </div>
    </ScreenFrame>
  );
}
