import type { Screen } from '../activation/state.ts';
import { Receive } from './activate/Receive.tsx';
import { ThankYou } from './activate/ThankYou.tsx';
import { useWizard, type Wizard, WizardContext } from './context.ts';
import { Foot } from './Foot.tsx';
import { Arrived } from './fileTransfer/Arrived.tsx';
import { FileTransferScreen } from './fileTransfer/FileTransfer.tsx';
import { Sending } from './fileTransfer/Sending.tsx';
import { KeysUpToDate } from './KeysUpToDate.tsx';
import { AllLicenses } from './license/AllLicenses.tsx';
import { Changed } from './license/Changed.tsx';
import { Collect } from './license/Collect.tsx';
import { LicenseReady } from './license/LicenseReady.tsx';
import { LicenseTypeChoice } from './license/LicenseTypeChoice.tsx';
import { SerialNumber } from './license/SerialNumber.tsx';
import { Waiting } from './license/Waiting.tsx';
import { Notices } from './Notices.tsx';
import { RefusalScreen } from './RefusalScreen.tsx';
import { RoleChoice } from './RoleChoice.tsx';
import { Connecting } from './request/Connecting.tsx';
import { NoNetwork } from './request/NoNetwork.tsx';
import { RequestCode } from './request/RequestCode.tsx';
import { Review } from './request/Review.tsx';
import { Receipt } from './returns/Receipt.tsx';
import { Returned } from './returns/Returned.tsx';
import { ReturnLicense } from './returns/ReturnLicense.tsx';
import { TripStrip } from './TripStrip.tsx';

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
      <main>{refusal ? <RefusalScreen refusal={refusal} /> : <Current screen={screen} />}</main>
      <Foot />
    </>
  );
}

function Current({ screen }: { screen: Screen }) {
  const { journey, messages } = useWizard();
  const { fileTransfer } = journey.state.value;
  switch (screen.at) {
    case 'opening':
      return <p class="opening">{messages.opening}</p>;
    case 'role':
      return <RoleChoice />;
    case 'connecting':
      return <Connecting />;
    case 'no-network':
      return <NoNetwork />;
    case 'review':
      return <Review />;
    case 'request':
      return <RequestCode />;
    case 'collect':
      return <Collect />;
    case 'license-type':
      return <LicenseTypeChoice order={screen.order} />;
    case 'serial-number':
      return <SerialNumber order={screen.order} />;
    case 'changed':
      return <Changed order={screen.order} />;
    case 'waiting':
      return <Waiting requestId={screen.requestId} />;
    case 'license':
      return <LicenseReady requestId={screen.requestId} />;
    case 'licenses':
      return <AllLicenses />;
    case 'receive':
      return <Receive />;
    case 'activated':
      return <ThankYou />;
    case 'give-back':
      return <ReturnLicense />;
    case 'returned':
      return <Returned />;
    case 'receipt':
      return <Receipt id={screen.id} />;
    case 'keyset':
      return <KeysUpToDate />;
    case 'carry':
      return <FileTransferScreen />;
    case 'sending':
      return <Sending />;
    case 'arrived':
      // Another file is another screen: what was asked or told about the first one is not about this one.
      return <Arrived key={`${fileTransfer.unsaved.length} ${fileTransfer.arrived?.name}`} />;
  }
}
