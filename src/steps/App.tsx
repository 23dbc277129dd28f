import { useWizard, type Wizard, WizardContext } from './context.ts';
import { Foot } from './frame/Foot.tsx';
import { InstallSlot } from './frame/InstallSlot.tsx';
import { Masthead } from './frame/Masthead.tsx';
import { Notices } from './frame/Notices.tsx';
import { RefusalScreen } from './frame/RefusalScreen.tsx';
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
  const View = views.get(screen.at);
  return (
    <>
      <Masthead />
      <Notices />
      <main>{refusal ? <RefusalScreen refusal={refusal} /> : View && <View screen={screen} />}</main>
      <InstallSlot />
      <Foot />
    </>
  );
}
