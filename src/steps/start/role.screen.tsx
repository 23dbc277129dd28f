import { Glyph } from '../../ui/Glyph.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Shown only where the device does not imply its role. */
export default function RoleChoice() {
  const { journey, messages } = useWizard();
  const { role } = messages;
  return (
    <ScreenFrame title={role.title}>
      <div class="cards">
        <button type="button" class="card" onClick={() => void journey.chooseRole('machine')}>
          <Glyph name="computer" size={32} />
          <span class="card-title">{role.machine}</span>
          <span class="hint">
            {journey.several
              ? role.machineHintSeveral(journey.profile.vendor.name)
              : role.machineHint(journey.profile.product.name)}
          </span>
        </button>
        <button type="button" class="card" onClick={() => void journey.chooseRole('courier')}>
          <Glyph name="phone" size={32} />
          <span class="card-title">{role.courier}</span>
          <span class="hint">{role.courierHint}</span>
        </button>
      </div>
    </ScreenFrame>
  );
}
