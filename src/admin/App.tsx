import { useEffect } from 'preact/hooks';
import { ActivationList } from './ActivationList.tsx';
import { ActivationView } from './ActivationView.tsx';
import { DeskContext, type DeskPage, useDesk } from './context.ts';
import { Foot } from './Foot.tsx';
import { Masthead } from './Masthead.tsx';
import { MintView } from './MintView.tsx';
import { News } from './Notices.tsx';
import { SerialList } from './SerialList.tsx';
import { SerialView } from './SerialView.tsx';
import { SignIn } from './SignIn.tsx';
import { useSearchShortcut } from './searchShortcut.ts';

export function App(page: DeskPage) {
  return (
    <DeskContext.Provider value={page}>
      <Shell />
    </DeskContext.Provider>
  );
}

function Shell() {
  const { desk, messages } = useDesk();
  const { at } = desk.session.state.value;
  useSearchShortcut(desk);
  useUnsavedWarning();
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        {messages.skip}
      </button>
      <Masthead />
      <News />
      <main id="content" tabIndex={-1}>
        {at === 'opening' && <p class="opening">{messages.opening}</p>}
        {at === 'out' && <SignIn />}
        {at === 'in' && <Current />}
      </main>
      <Foot />
    </>
  );
}

/** No link: the fragment of the address belongs to what is shown. */
function skip(): void {
  document.getElementById('content')?.focus();
}

function Current() {
  const { desk } = useDesk();
  const view = desk.view.value;
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
  }
}

/** The browser asks before new serial numbers are lost for good. */
function useUnsavedWarning(): void {
  const { desk } = useDesk();
  const minted = desk.minting.minted.value;
  const unsaved = minted !== null && !minted.kept;
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
