import { Glyph } from '../../ui/Glyph.tsx';
import { useAdmin } from '../context.ts';
import { listOf } from '../model/view.ts';
import { RefusalNotice } from './RefusalNotice.tsx';

/** Exports the whole list, regardless of search and filter. */
export function ExportButton() {
  const { admin, messages } = useAdmin();
  const { busy } = admin.files.exporting.value;
  return (
    <button
      type="button"
      class="small"
      aria-disabled={busy}
      aria-busy={busy}
      onClick={() => !busy && void admin.files.exportList(listOf(admin.navigation.view.value))}
    >
      <Glyph name="download" size={18} />
      {busy ? messages.list.exporting : messages.list.exportCsv}
    </button>
  );
}

export function ExportRefusal() {
  const { admin } = useAdmin();
  const { refusal } = admin.files.exporting.value;
  return (
    refusal && (
      <RefusalNotice refusal={refusal} again={() => void admin.files.exportList(listOf(admin.navigation.view.value))} />
    )
  );
}
