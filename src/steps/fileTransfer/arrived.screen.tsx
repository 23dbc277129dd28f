import { useState } from 'preact/hooks';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { sizeIn } from './fileSize.ts';

/** A file was received as codes. It is not signed, so the screen shows only its name and size. */
export default function Arrived() {
  const { journey } = useWizard();
  const { unsaved, arrived } = journey.state.value.fileTransfer;
  // A key for each file: a question asked about one file must not stay for the next.
  return <ArrivedFile key={`${unsaved.length} ${arrived?.name}`} />;
}

function ArrivedFile() {
  const { journey, messages } = useWizard();
  const { arrived } = messages;
  const [saved, setSaved] = useState('');
  const file = journey.state.value.fileTransfer.arrived;
  if (!file) return null;
  return (
    <ScreenFrame
      title={arrived.title}
      actions={
        <>
          <button type="button" class="primary" onClick={() => setSaved(journey.save() ?? '')}>
            <Glyph name="download" />
            {arrived.save}
          </button>
          {journey.canShare && (
            <button type="button" onClick={() => void journey.share()}>
              <Glyph name="share" size={20} />
              {arrived.share}
            </button>
          )}
          <p class="announcement" role="status">
            {saved && arrived.saved(saved)}
          </p>
        </>
      }
      after={
        <RemoveButton
          label={arrived.unexpected}
          question={arrived.askDiscard}
          confirm={arrived.discard}
          remove={journey.fileTransfer.discard}
        />
      }
    >
      <dl class="facts">
        <dt>{arrived.name}</dt>
        <dd>
          {/* Left to right in any language, so that the file extension is at the end. */}
          <bdi dir="ltr" translate={false}>
            {file.name}
          </bdi>
        </dd>
        <dt>{arrived.size}</dt>
        <dd>{sizeIn(messages.language, file.bytes.length)}</dd>
      </dl>
    </ScreenFrame>
  );
}
