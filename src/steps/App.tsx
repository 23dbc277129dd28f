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
  const { product, vendor, logo } = journey.profile;
  const View = views.get(screen.at);
  return (
    <>
      <header class="masthead">
        <p class="brand">
          {logo && <img src={logo} alt="" height={28} />}
          <strong>{product.name}</strong> <span class="hint">{vendor.name}</span>
        </p>
        <TripStrip />
      </header>
      <Notices />
      <main>{refusal ? <RefusalScreen refusal={refusal} /> : View && <View screen={screen} />}</main>
      <Foot />
    </>
  );
}
