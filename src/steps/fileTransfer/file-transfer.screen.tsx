import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { FilePicker } from '../intake/FilePicker.tsx';
import { Unfinished } from '../intake/Unfinished.tsx';
import { Viewfinder } from '../viewfinder/Viewfinder.tsx';

/** Moves any file by codes, out of this device or into it. */
export default function FileTransferScreen() {
  const { journey, messages } = useWizard();
  const { fileTransfer } = messages;
  if ('camera' in journey.state.value.screen) {
    return (
      <ScreenFrame title={fileTransfer.scan}>
        <Viewfinder />
      </ScreenFrame>
    );
  }
  return (
    <ScreenFrame
      title={fileTransfer.title}
      lead={fileTransfer.text}
      after={journey.cameraAccess.value === 'possible' && <Pictures />}
    >
      <Unfinished />
      <div class="cards">
        <FilePicker class="button card" onChoose={([file]) => file && void journey.fileTransfer.choose(file)}>
          <Glyph name="code" size={32} />
          <span class="card-title">{fileTransfer.show}</span>
          <span class="hint">{fileTransfer.showHint}</span>
        </FilePicker>
        <ScanIn />
      </div>
    </ScreenFrame>
  );
}

function ScanIn() {
  const { journey, messages } = useWizard();
  const { fileTransfer, intake } = messages;
  const camera = journey.cameraAccess.value;
  if (camera === 'possible') {
    return (
      <button type="button" class="card" onClick={() => journey.open('camera')}>
        <Glyph name="camera" size={32} />
        <span class="card-title">{fileTransfer.scan}</span>
        <span class="hint">{fileTransfer.scanHint}</span>
      </button>
    );
  }
  return (
    <>
      <FilePicker class="button card" multiple onChoose={(files) => void journey.intake.deliver(files)}>
        <Glyph name="file" size={32} />
        <span class="card-title">{fileTransfer.pictures}</span>
        <span class="hint">{fileTransfer.scanHint}</span>
      </FilePicker>
      <p class="note">{camera === 'missing' ? intake.cameraMissing : intake.cameraNeedsSecurePage}</p>
    </>
  );
}

/** For a camera that is blocked, or too far from the codes. */
function Pictures() {
  const { journey, messages } = useWizard();
  return (
    <FilePicker class="button quiet" multiple onChoose={(files) => void journey.intake.deliver(files)}>
      <Glyph name="file" size={20} />
      {messages.fileTransfer.pictures}
    </FilePicker>
  );
}
