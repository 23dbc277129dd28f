import { useEffect } from 'preact/hooks';
import { ActivationList } from './activations/ActivationList.tsx';
import { ActivationView } from './activations/ActivationView.tsx';
import { AdminContext, type AdminPage, useAdmin } from './context.ts';
import { Foot } from './frame/Foot.tsx';
import { Masthead } from './frame/Masthead.tsx';
import { Notices } from './frame/Notices.tsx';
import { SignIn } from './frame/SignIn.tsx';
import { useSearchShortcut } from './frame/searchShortcut.ts';
import { MintView } from './serials/MintView.tsx';
import { SerialList } from './serials/SerialList.tsx';
import { SerialView } from './serials/SerialView.tsx';
import { ActivateByTelephone } from './telephone/ActivateByTelephone.tsx';
import { ReturnByTelephone } from './telephone/ReturnByTelephone.tsx';

export function App(page: AdminPage) {
  return (
    <AdminContext.Provider value={page}>
      <Shell />
    </AdminContext.Provider>
  );
}

function Shell() {
  const { admin, messages } = useAdmin();
  const { at } = admin.session.state.value;
  useSearchShortcut(admin);
  useUnsavedWarning();
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        {messages.skip}
      </button>
      <Masthead />
      <Notices />
      <main id="content" tabIndex={-1}>
        {at === 'opening' && <p class="opening">{messages.opening}</p>}
        {at === 'out' && <SignIn />}
        {at === 'in' && <Current />}
      </main>
      <Foot />
    </>
  );
}

/** Moves the focus by script: the address fragment names the view, so a link to an anchor cannot be used. */
function skip(): void {
  document.getElementById('content')?.focus();
}

function Current() {
  const { admin } = useAdmin();
  const view = admin.navigation.view.value;
  switch (view.at) {
    case 'activations':
      return <ActivationList />;
    case 'activation':
      return <ActivationView key={view.id} />;
    case 'serials':
      return <SerialList />;
    case 'serial':
      return <SerialView key={view.id} />;
    case 'mint':
      return <MintView />;
    case 'telephone':
      return <ActivateByTelephone />;
    case 'telephone-return':
      return <ReturnByTelephone />;
  }
}

/** Makes the browser ask before it closes the page while new serial numbers are unsaved. */
function useUnsavedWarning(): void {
  const { admin } = useAdmin();
  const minted = admin.minting.minted.value;
  const unsaved = minted !== null && !minted.kept;
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
