import type { TourProgress } from '../../activation/courier/tour.ts';
import { tourActions } from '../../activation/courier/tour.ts';
import { Button } from '../../ui/Button.tsx';
import { Glyph } from '../../ui/Glyph.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { CodePanel } from '../code/CodePanel.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import { Viewfinder } from '../viewfinder/Viewfinder.tsx';
import type { ScreenProps } from '../views.ts';
import { TourOrder } from './TourOrder.tsx';

/** Step 3 on the phone: leads through a room, one machine and its own small code after another. */
export default function NextMachine({ screen }: ScreenProps<'next-machine'>) {
  const { journey } = useWizard();
  const progress = journey.part(tourActions).progress(screen);
  return progress.current ? <Stop progress={progress} /> : <Finished progress={progress} />;
}

function Stop({ progress }: { readonly progress: TourProgress }) {
  const { journey, messages } = useWizard();
  const { tour: words } = messages.identity;
  const { stops, current, place } = progress;
  const scans = 'camera' in journey.state.value.screen;
  const isDelivered = current?.deliveredAt != null;
  return (
    <ScreenFrame
      title={words.title(place, stops.length)}
      lead={scans ? words.scanHint : isDelivered ? words.already : words.text}
      actions={!scans && <Actions isDelivered={isDelivered} />}
      after={!scans && <After progress={progress} />}
    >
      <Progress progress={progress} />
      {scans ? <Viewfinder /> : <License />}
    </ScreenFrame>
  );
}

function License() {
  const { journey, messages } = useWizard();
  const outgoing = journey.outgoing.value;
  if (!outgoing) return null;
  return (
    <>
      <CodePanel outgoing={outgoing} />
      <p class="aside">{messages.license.machineHint}</p>
    </>
  );
}

function Actions({ isDelivered }: { readonly isDelivered: boolean }) {
  const { journey, messages } = useWizard();
  const { tour: words } = messages.identity;
  const { busy } = journey.state.value;
  return (
    <>
      {!isDelivered && (
        <Button look="primary" glyph="check" busy={busy} onPress={() => void journey.part(tourActions).deliver()}>
          {words.deliver}
        </Button>
      )}
      {journey.cameraAccess.value === 'possible' && (
        <Button glyph="camera" onPress={() => journey.open('camera')}>
          {words.scan}
        </Button>
      )}
      <Button look={isDelivered ? 'primary' : 'plain'} onPress={journey.part(tourActions).skip}>
        {words.skip}
      </Button>
    </>
  );
}

function After({ progress }: { readonly progress: TourProgress }) {
  const { journey, messages } = useWizard();
  const { tour: words } = messages.identity;
  return (
    <>
      <p class="hint">{words.scanHint}</p>
      <TourOrder progress={progress} />
      <div class="choices">
        <Button look="quiet" glyph="download" onPress={() => void journey.save()}>
          {words.save}
        </Button>
        <Button look="quiet" onPress={journey.courier.collect}>
          {words.done}
        </Button>
      </div>
    </>
  );
}

function Progress({ progress: { delivered, stops } }: { readonly progress: TourProgress }) {
  const { messages } = useWizard();
  const { tour: words } = messages.identity;
  const text = words.delivered(delivered, stops.length);
  return (
    <div class="tour-progress">
      <p role="status">{text}</p>
      <Meter label={words.states.delivered} text={text} share={delivered / stops.length} />
    </div>
  );
}

function Finished({ progress }: { readonly progress: TourProgress }) {
  const { journey, messages } = useWizard();
  const { tour: words } = messages.identity;
  return (
    <ScreenFrame
      title={words.finished}
      lead={words.finishedText(progress.stops.length)}
      actions={
        <Button look="primary" onPress={journey.courier.collect}>
          {words.done}
        </Button>
      }
    >
      <p class="note">
        <Glyph name="check" size={20} />
        <span role="status">{words.delivered(progress.delivered, progress.stops.length)}</span>
      </p>
      <TourOrder progress={progress} />
    </ScreenFrame>
  );
}
