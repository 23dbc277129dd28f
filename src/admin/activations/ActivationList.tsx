import type { ActivationState } from '../../contract/admin/activations.ts';
import { useAdmin } from '../context.ts';
import { Frame } from '../frame/Frame.tsx';
import { ExportButton, ExportRefusal } from '../parts/ExportButton.tsx';
import { ProductFilter } from '../parts/ProductFilter.tsx';
import { MissingScope } from '../parts/RefusalNotice.tsx';
import { Results } from '../parts/Results.tsx';
import { Search } from '../parts/Search.tsx';
import { ActivationRows } from './ActivationRows.tsx';

const filters: readonly (ActivationState | null)[] = [null, 'active', 'flagged', 'released'];

export function ActivationList() {
  const { admin, messages } = useAdmin();
  const { activations: words, list } = messages;
  const { found } = admin.lists.activations.state.value;
  if (!admin.session.can('activations:read')) {
    return (
      <Frame title={words.title}>
        <MissingScope scope="activations:read" />
      </Frame>
    );
  }
  return (
    <Frame title={words.title} actions={<ExportButton />}>
      <div class="tools">
        <Search
          list={admin.lists.activations}
          label={words.search}
          placeholder={words.placeholder}
          hint={words.searchHint}
        />
        <ProductFilter />
        <Filters />
      </div>
      <ExportRefusal />
      <Results
        list={admin.lists.activations}
        narrowed={admin.lists.filter.value !== null || admin.products.chosen.value !== null}
        empty={{ title: words.empty, text: words.emptyText }}
        nothing={{ title: found === '' ? words.nothingSuch : list.nothing(found), text: words.nothingText }}
      >
        <ActivationRows />
      </Results>
    </Frame>
  );
}

function Filters() {
  const { admin, messages } = useAdmin();
  const { filters: names, filter } = messages.activations;
  return (
    <fieldset class="segments">
      <legend class="unseen">{filter}</legend>
      {filters.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="filter"
            class="unseen"
            checked={admin.lists.filter.value === one}
            onChange={() => admin.lists.choose(one)}
          />
          <span>{names[one ?? 'all']}</span>
        </label>
      ))}
    </fieldset>
  );
}
