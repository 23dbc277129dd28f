import { Glyph } from '../steps/Glyph.tsx';
import { useDesk } from './context.ts';
import { Trouble } from './RefusalNotice.tsx';

/** The whole list as a file, whatever it is narrowed to at the moment. */
export function ExportButton() {
  const { desk, messages } = useDesk();
  const { busy } = desk.exporting.value;
  return (
    <button
      type="button"
      class="small"
      aria-disabled={busy}
      aria-busy={busy}
      onClick={() => !busy && void desk.exportList()}
    >
      <Glyph name="download" size={18} />
      {busy ? messages.list.exporting : messages.list.exportCsv}
    </button>
  );
}

export function ExportTrouble() {
  const { desk } = useDesk();
  const { trouble } = desk.exporting.value;
  return trouble && <Trouble refusal={trouble} again={() => void desk.exportList()} />;
}
