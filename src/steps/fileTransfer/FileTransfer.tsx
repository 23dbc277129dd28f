import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { FilePicker } from '../FilePicker.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { Unfinished } from '../Unfinished.tsx';
import { Viewfinder } from '../Viewfinder.tsx';

/** Any file by light: out of this device, or into it. */
export function FileTransferScreen() {
  const { journey, messages } = useWizard();
  const { carry } = messages;
  if ('camera' in journey.state.value.screen) {
    return (
      <ScreenFrame title={carry.scan}>
        <Viewfinder />
      </ScreenFrame>
    );
  }
  return (
    <ScreenFrame title={carry.title} lead={carry.text} after={journey.cameraAccess === 'possible' && <Pictures />}>
      <Unfinished />
      <div class="cards">
        <FilePicker class="button card" onChoose={([file]) => file && void journey.carry.choose(file)}>
          <Glyph name="code" size={32} />
          <span class="card-title">{carry.show}</span>
          <span class="hint">{carry.showHint}</span>
        </FilePicker>
        <ScanIn />
      </div>
    </ScreenFrame>
  );
}

function ScanIn() {
  const { journey, messages } = useWizard();
  const { carry, intake } = messages;
  const camera = journey.cameraAccess;
  if (camera === 'possible') {
    return (
      <button type="button" class="card" onClick={() => journey.open('camera')}>
        <Glyph name="camera" size={32} />
        <span class="card-title">{carry.scan}</span>
        <span class="hint">{carry.scanHint}</span>
      </button>
    );
  }
  return (
    <>
      <FilePicker class="button card" multiple onChoose={(files) => void journey.intake.deliver(files)}>
        <Glyph name="file" size={32} />
        <span class="card-title">{carry.pictures}</span>
        <span class="hint">{carry.scanHint}</span>
      </FilePicker>
      <p class="note">{camera === 'missing' ? intake.cameraMissing : intake.cameraNeedsSecurePage}</p>
    </>
  );
}

/** A camera that is there may be blocked, or too far from the codes. */
function Pictures() {
  const { journey, messages } = useWizard();
  return (
    <FilePicker class="button quiet" multiple onChoose={(files) => void journey.intake.deliver(files)}>
      <Glyph name="file" size={20} />
      {messages.carry.pictures}
    </FilePicker>
  );
}
