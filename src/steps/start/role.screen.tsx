import { ChoiceCard } from '../../ui/Card.tsx';
import { ComputerDrawing, PhoneDrawing } from '../../ui/drawings/Devices.tsx';
import { useWizard } from '../context.ts';
import { ScreenFrame } from '../frame/ScreenFrame.tsx';

/** Shown only where the device does not imply its role. */
export default function RoleChoice() {
  const { journey, messages } = useWizard();
  const { role } = messages;
  const { product, vendor } = journey.profile;
  return (
    <ScreenFrame layout="open" title={role.title} lead={journey.several ? null : messages.shell.hint(product.name)}>
      <div class="cards drawn">
        <ChoiceCard
          drawing={<ComputerDrawing />}
          title={role.machine}
          text={journey.several ? role.machineHintSeveral(vendor.name) : role.machineHint(product.name)}
          onPress={() => void journey.chooseRole('machine')}
        />
        <ChoiceCard
          drawing={<PhoneDrawing />}
          title={role.courier}
          text={role.courierHint}
          onPress={() => void journey.chooseRole('courier')}
        />
      </div>
    </ScreenFrame>
  );
}
