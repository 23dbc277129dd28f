import { Seal } from '../../ui/drawings/Seal.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';
import type { ScreenProps } from '../views.ts';

/** A keyset arrived without a license, and is in use. */
export default function KeysUpToDate({ screen: { product } }: ScreenProps<'keyset'>) {
  const { journey, messages } = useWizard();
  const { keyset } = messages;
  const day = new Intl.DateTimeFormat(messages.language, { dateStyle: 'long' });
  return (
    <ScreenFrame
      seal={<Seal />}
      title={keyset.title}
      lead={keyset.text(day.format(new Date(journey.keysetDate(product))))}
      back={null}
      actions={
        <button type="button" class="primary" onClick={journey.back}>
          {keyset.done}
        </button>
      }
    />
  );
}
