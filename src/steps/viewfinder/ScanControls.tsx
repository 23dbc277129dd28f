import type { Scan } from '../../activation/scan/scan.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';

/** Controls for what the camera in use can do. */
export function ScanControls({ scan }: { scan: Scan }) {
  const { messages } = useWizard();
  const { intake: words } = messages;
  const { cameras, camera, torch, zoom, feedback } = scan.view.value;
  return (
    <div class="scan-controls">
      {cameras.length > 1 && (
        <select
          aria-label={words.camera}
          value={camera?.id}
          onChange={(event) => scan.chooseCamera(event.currentTarget.value)}
        >
          {cameras.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {torch !== null && (
        <button type="button" aria-pressed={torch} onClick={() => scan.turnTorch(!torch)}>
          <Glyph name="lamp" size={20} />
          {words.lamp}
        </button>
      )}
      {zoom && (
        <label class="zoom">
          {words.zoom}
          <input
            type="range"
            min={zoom.min}
            max={zoom.max}
            step={zoom.step}
            value={zoom.value}
            onInput={(event) => scan.setZoom(event.currentTarget.valueAsNumber)}
          />
        </label>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={feedback}
          onChange={(event) => scan.wantFeedback(event.currentTarget.checked)}
        />
        {words.feedback}
      </label>
    </div>
  );
}
