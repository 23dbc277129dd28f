import { Orbit } from '../../ui/drawings/Orbit.tsx';
import { useWizard } from '../context.ts';
import { MoreMenu } from './MoreMenu.tsx';
import { RoleSwitch } from './RoleSwitch.tsx';
import { TripStrip } from './TripStrip.tsx';

/** The product, the steps of the trip, the device's role, and rare actions. */
export function Masthead() {
  const { journey } = useWizard();
  const profile = journey.inFront.value;
  const { vendor } = journey.profile;
  return (
    <header class="masthead">
      <p class="brand">
        {profile?.logo ? <img src={profile.logo} alt="" height={26} /> : <Orbit />}
        <strong>{profile?.product.name ?? vendor.name}</strong> {profile && <span class="hint">{vendor.name}</span>}
      </p>
      <TripStrip />
      <div class="head-end">
        <RoleSwitch />
        <MoreMenu />
      </div>
    </header>
  );
}
