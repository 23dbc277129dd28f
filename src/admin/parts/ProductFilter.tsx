import { useAdmin } from '../context.ts';

/** Chooses the product that the lists show; nothing where there is one. */
export function ProductFilter() {
  const { admin, messages } = useAdmin();
  const { visible, hasSeveral, chosen } = admin.products;
  if (!hasSeveral.value) return null;
  return (
    <select
      aria-label={messages.columns.product}
      value={chosen.value ?? ''}
      onChange={(event) => admin.chooseProduct(event.currentTarget.value || null)}
    >
      <option value="">{messages.list.allProducts}</option>
      {visible.value.map(({ product }) => (
        <option key={product.id} value={product.id}>
          {product.name}
        </option>
      ))}
    </select>
  );
}
