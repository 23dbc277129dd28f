import { useId } from 'preact/hooks';
import type { VendorProfile } from '../../vendor/profile.ts';
import { useAdmin } from '../context.ts';

interface ProductChoiceProps {
  /** Those that the code may be of. */
  readonly products: readonly VendorProfile[];
  readonly chosen: string;
  readonly isFaulty: boolean;
  readonly onChoose: (product: string) => void;
}

/** The product of a code: told by its first group, or chosen where that fits several. Nothing where the page has one. */
export function ProductChoice({ products, chosen, isFaulty, onChoose }: ProductChoiceProps) {
  const { admin, messages } = useAdmin();
  const { product: words } = messages.telephone;
  const id = useId();
  const [only] = products;
  if (!admin.products.hasSeveral.value || only === undefined) return null;
  if (products.length === 1) {
    return (
      <p class="labeled" role="status">
        <strong>{messages.columns.product}</strong>
        <bdi class="told">{only.product.name}</bdi>
      </p>
    );
  }
  const isMissing = isFaulty && chosen === '';
  return (
    <div class="labeled">
      <label for={id}>{messages.columns.product}</label>
      <select
        id={id}
        value={chosen}
        aria-describedby={`${id}-hint`}
        aria-invalid={isMissing}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="">{words.choose}</option>
        {products.map(({ product }) => (
          <option key={product.id} value={product.id}>
            {product.name}
          </option>
        ))}
      </select>
      <p class={isMissing ? 'hint error' : 'hint'} id={`${id}-hint`}>
        {isMissing ? words.missing : words.hint}
      </p>
    </div>
  );
}
