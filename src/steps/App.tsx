import { useWizard, type Wizard, WizardContext } from './context.ts';
import { Foot } from './frame/Foot.tsx';
import { Notices } from './frame/Notices.tsx';
import { RefusalScreen } from './frame/RefusalScreen.tsx';
import { TripStrip } from './frame/TripStrip.tsx';
import { views } from './views.ts';

export function App(wizard: Wizard) {
  return (
    <WizardContext.Provider value={wizard}>
      <Shell />
    </WizardContext.Provider>
  );
}

function Shell() {
  const { journey } = useWizard();
  const { screen, refusal } = journey.state.value;
  const profile = journey.inFront.value;
  const { vendor } = journey.profile;
  const View = views.get(screen.at);
  return (
    <>
      <header class="masthead">
        <p class="brand">
          {profile?.logo && <img src={profile.logo} alt="" height={28} />}
          <strong>{profile?.product.name ?? vendor.name}</strong> {profile && <span class="hint">{vendor.name}</span>}
        </p>
        <TripStrip />
      </header>
      <Notices />
      <main>{refusal ? <RefusalScreen refusal={refusal} /> : View && <View screen={screen} />}</main>
      <Foot />
    </>
  );
}
