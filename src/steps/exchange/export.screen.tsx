import { useState } from 'preact/hooks';
import { exchangeActions } from '../../activation/exchange/exchange.ts';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { RemoveButton } from '../frame/RemoveButton.tsx';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Saves everything that this device carries, for another one. */
export default function Export() {
  const { journey, messages } = useWizard();
  const { exchange: words } = messages;
  const { requests, receipts, left } = journey.part(exchangeActions).content();
  const [withSerials, setWithSerials] = useState(true);
  const [saved, setSaved] = useState('');
  const serials = journey.part(exchangeActions).serialCount();
  const isEmpty = requests + receipts === 0;
  if (isEmpty) return <ScreenFrame title={words.title} lead={words.empty} />;
  const fits = journey.part(exchangeActions).fitsCodes(withSerials);
  return (
    <ScreenFrame
      title={words.title}
      lead={words.text}
      actions={
        <>
          <button
            type="button"
            class="primary"
            onClick={() => setSaved(journey.part(exchangeActions).save(withSerials))}
          >
            <Glyph name="download" size={20} />
            {words.save}
          </button>
          {journey.canShare && (
            <button type="button" onClick={() => void journey.part(exchangeActions).share(withSerials)}>
              <Glyph name="share" size={20} />
              {words.share}
            </button>
          )}
          {fits && (
            <button type="button" onClick={() => void journey.part(exchangeActions).showCodes(withSerials)}>
              <Glyph name="code" size={20} />
              {words.codes}
            </button>
          )}
        </>
      }
      after={
        saved !== '' && (
          <RemoveButton
            label={words.remove}
            question={words.askRemove(requests, receipts)}
            remove={journey.part(exchangeActions).removeSaved}
          />
        )
      }
    >
      <p>{words.content(requests, receipts)}</p>
      {left > 0 && <p class="hint">{messages.copied.notExported(left)}</p>}
      {serials > 0 && (
        <label class="check">
          <input
            type="checkbox"
            checked={withSerials}
            aria-describedby="serials-hint"
            onChange={(event) => setWithSerials(event.currentTarget.checked)}
          />
          {words.withSerials(serials)}
        </label>
      )}
      {serials > 0 && (
        <p class="hint" id="serials-hint">
          {words.serialsHint}
        </p>
      )}
      {!fits && <p class="hint">{words.codesTooLarge}</p>}
      <p class="announcement" role="status">
        {saved && words.saved(saved)}
      </p>
    </ScreenFrame>
  );
}
