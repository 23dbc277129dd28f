import { type RequestState, requestStates } from '../../activation/courier/requestState.ts';
import { listActions } from '../../activation/list/list.ts';
import type { ShownRows } from '../../activation/list/rows.ts';
import { sorts } from '../../activation/list/view.ts';
import { SearchField } from '../../ui/Field.tsx';
import { useWizard } from '../context.ts';

/** Search, filter and order of the list. */
export function Toolbar({ shown: { counts, found } }: { readonly shown: ShownRows }) {
  const { journey, messages } = useWizard();
  const { list: words } = messages;
  const { list: view } = journey.state.value;
  return (
    <search class="list-tools">
      <SearchField
        label={words.search}
        placeholder={words.searchShort}
        value={view.query}
        onType={journey.part(listActions).search}
      />
      <select
        aria-label={words.filter}
        value={view.state ?? ''}
        onChange={(event) => journey.part(listActions).show({ state: stateCalled(event.currentTarget.value) })}
      >
        <option value="">{words.all(found)}</option>
        {requestStates
          .filter((state) => counts.has(state) || state === view.state)
          .map((state) => (
            <option key={state} value={state}>
              {words.counted(words.states[state], counts.get(state) ?? 0)}
            </option>
          ))}
      </select>
      {journey.several && (
        <select
          aria-label={words.product}
          value={view.product ?? ''}
          onChange={(event) => journey.part(listActions).show({ product: event.currentTarget.value || null })}
        >
          <option value="">{words.allProducts}</option>
          {journey.products.map(({ product }) => (
            <option key={product.id} value={product.id}>
              {product.name}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label={words.sort}
        value={view.sort}
        onChange={(event) =>
          journey.part(listActions).show({ sort: sorts.find((sort) => sort === event.currentTarget.value) ?? 'newest' })
        }
      >
        {sorts.map((sort) => (
          <option key={sort} value={sort}>
            {words.sorts[sort]}
          </option>
        ))}
      </select>
    </search>
  );
}

const stateCalled = (name: string): RequestState | null => requestStates.find((state) => state === name) ?? null;
