import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Code, drawingOf, isFine, type Sender, senderOf } from '../../activation/transfer/codes.ts';
import { createPlayback, type Playback } from '../../activation/transfer/playback.ts';
import type { Subject } from '../../activation/transfer/subject.ts';
import { CodePicture } from '../../ui/CodePicture.tsx';
import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { CodeCanvas } from './CodeCanvas.tsx';
import { ComputerId } from './ComputerId.tsx';
import { LargeCode } from './LargeCode.tsx';
import { PlaybackControls, PlaybackNote } from './PlaybackControls.tsx';

/** The code, as large as there is room; a tap shows it on the whole screen. */
export function CodePanel({ outgoing }: { outgoing: Subject }) {
  const { journey, messages } = useWizard();
  const { kind, machine, name } = outgoing;
  const sender = senderOf(outgoing);
  /** The single code that is shown in parts instead; another code starts undivided. */
  const [divided, setDivided] = useState<Sender | null>(null);
  useEffect(() => journey.keepAwake(), [journey]);

  const { labels, oneOfSeveral, tooLarge, inParts, inOne } = messages.code;
  if (!sender) return <p class="note">{tooLarge}</p>;
  const isDivided = divided === sender;
  return (
    <div class="code">
      {sender.whole && !isDivided ? (
        <OneCode code={sender.whole} label={labels[kind]} machine={machine} />
      ) : (
        <SeveralCodes sender={sender} label={`${labels[kind]}. ${oneOfSeveral}`} machine={machine} />
      )}
      {machine && <ComputerId machine={machine} name={name} />}
      {isFine(sender) && (
        <button type="button" class="quiet code-divide" onClick={() => setDivided(isDivided ? null : sender)}>
          {isDivided ? inOne : inParts}
        </button>
      )}
    </div>
  );
}

interface ShownProps {
  readonly label: string;
  readonly machine: string | null;
}

function OneCode({ code, label, machine }: ShownProps & { readonly code: Code }) {
  const { journey } = useWizard();
  const drawing = useMemo(() => drawingOf(code), [code]);
  return (
    <>
      <Face label={label}>
        <CodePicture drawing={drawing} />
      </Face>
      <EnlargeHint />
      {'large' in journey.state.value.screen && (
        <LargeCode label={label} machine={machine}>
          <CodePicture drawing={drawing} />
        </LargeCode>
      )}
    </>
  );
}

function SeveralCodes({ sender, label, machine }: ShownProps & { readonly sender: Sender }) {
  const { journey } = useWizard();
  const playback = usePlayback(sender);
  const large = 'large' in journey.state.value.screen;

  // An enlarged code is about to be scanned.
  useEffect(() => {
    if (large) playback?.restart();
  }, [large, playback]);

  if (!playback) return null;
  return (
    <>
      <Face label={label}>
        <CodeCanvas playback={playback} inFront={!large} />
      </Face>
      <PlaybackControls playback={playback} />
      <PlaybackNote playback={playback} />
      <EnlargeHint />
      {large && (
        <LargeCode label={label} machine={machine}>
          <CodeCanvas playback={playback} inFront label={label} />
          <PlaybackControls playback={playback} />
        </LargeCode>
      )}
    </>
  );
}

function usePlayback(sender: Sender): Playback | null {
  const { journey } = useWizard();
  const [playback, setPlayback] = useState<Playback | null>(null);
  useEffect(() => {
    const started = createPlayback(sender, journey.playbackOptions());
    setPlayback(started);
    return started.stop;
  }, [journey, sender]);
  return playback;
}

function Face({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  const { journey, messages } = useWizard();
  return (
    <button
      type="button"
      class="code-face"
      aria-label={`${label}. ${messages.code.enlarge}`}
      onClick={() => journey.open('large')}
    >
      {children}
    </button>
  );
}

function EnlargeHint() {
  const { messages } = useWizard();
  return (
    <p class="hint code-hint">
      <Glyph name="enlarge" size={16} />
      {messages.code.press}
    </p>
  );
}
