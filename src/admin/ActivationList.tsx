import { ActivationRows } from './ActivationRows.tsx';
import { useDesk } from './context.ts';
import { ExportButton, ExportTrouble } from './ExportButton.tsx';
import { Frame } from './Frame.tsx';
import { Results } from './Results.tsx';
import { Search } from './Search.tsx';
import { MissingScope } from './RefusalNotice.tsx';
import type { ActivationFilter } from './wire.ts';

const filters: readonly (ActivationFilter | null)[] = [null, 'active', 'flagged', 'released'];

export function ActivationList() {
  const { desk, messages } = useDesk();
  const { activations: words, list } = messages;
  const { found } = desk.activations.state.value;
  if (!desk.session.can('activations:read')) {
    return (
      <Frame title={words.title}>
        <MissingScope scope="activations:read" />
      </Frame>
    );
  }
  return (
    <Frame title={words.title} actions={<ExportButton />}>
      <div class="tools">
        <Search list={desk.activations} label={words.search} placeholder={words.placeholder} hint={words.searchHint} />
        <Filters />
      </div>
      <ExportTrouble />
      <Results
        list={desk.activations}
        narrowed={desk.filter.value !== null}
        empty={{ title: words.empty, text: words.emptyText }}
        nothing={{ title: found === '' ? words.nothingSuch : list.nothing(found), text: words.nothingText }}
      >
        <ActivationRows />
      </Results>
    </Frame>
  );
}

function Filters() {
  const { desk, messages } = useDesk();
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
            checked={desk.filter.value === one}
            onChange={() => desk.choose(one)}
          />
          <span>{names[one ?? 'all']}</span>
        </label>
      ))}
    </fieldset>
  );
}
