import { useState } from 'preact/hooks';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { RemoveButton } from '../RemoveButton.tsx';
import { ScreenFrame } from '../ScreenFrame.tsx';
import { sizeIn } from './fileSize.ts';

/** A file came in by light. Nobody has signed it, so that its name and size are all that is said of it. */
export function Arrived() {
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
          <p class="told" role="status">
            {saved && arrived.saved(saved)}
          </p>
        </>
      }
      after={
        <RemoveButton
          label={arrived.unexpected}
          question={arrived.askDiscard}
          confirm={arrived.discard}
          remove={journey.carry.discard}
        />
      }
    >
      <dl class="facts">
        <dt>{arrived.name}</dt>
        <dd>
          {/* Left to right in any language, so that its ending stands at the end. */}
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
