import { Glyph } from '../../ui/Glyph.tsx';
import { useAdmin } from '../context.ts';
import { searchFieldId } from '../frame/searchShortcut.ts';
import type { List } from '../model/list.ts';

interface SearchProps {
  readonly list: List<unknown>;
  readonly label: string;
  readonly placeholder: string;
  readonly hint: string;
}

/** Search field that searches as you type. */
export function Search({ list, label, placeholder, hint }: SearchProps) {
  const { admin, messages } = useAdmin();
  const { typed, loading } = list.state.value;

  function submit(event: Event): void {
    event.preventDefault();
    void list.submit();
  }

  return (
    <search class="search">
      <form onSubmit={submit} aria-busy={loading === 'first'}>
        <Glyph name="search" size={20} />
        <input
          id={searchFieldId}
          type="search"
          enterkeyhint="search"
          aria-label={label}
          aria-describedby="search-hint"
          aria-keyshortcuts={admin.shortcut.value ? '/' : undefined}
          placeholder={placeholder}
          value={typed}
          onInput={(event) => list.type(event.currentTarget.value)}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
        {admin.shortcut.value && typed === '' && (
          <span class="key" aria-hidden="true">
            /
          </span>
        )}
        <button type="submit" class="unseen">
          {messages.list.search}
        </button>
      </form>
      <p class="unseen" id="search-hint">
        {hint}
      </p>
    </search>
  );
}
