import { useState } from 'preact/hooks';
import { useAdmin } from '../context.ts';
import { sectionOf } from '../model/view.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useDates } from '../parts/When.tsx';

/** Vendor name, navigation and the signed-in account. */
export function Masthead() {
  const { admin, messages } = useAdmin();
  const { product, vendor, logo } = admin.profile;
  return (
    <header class="admin-head">
      <p class="brand">
        {logo && <img src={logo} alt="" height={26} width={26} />}
        <strong>{admin.products.hasSeveral.value ? vendor.name : product.name}</strong>{' '}
        <span class="hint">{messages.desk}</span>
      </p>
      {admin.session.state.value.at === 'in' && (
        <>
          <Sections />
          <SignedIn />
        </>
      )}
    </header>
  );
}

function Sections() {
  const { admin, messages } = useAdmin();
  const here = sectionOf(admin.navigation.view.value);
  return (
    <nav class="lists" aria-label={messages.nav.label}>
      {admin.navigation.available().map((section) => (
        <a key={section} href={`#${section}`} aria-current={here === section ? 'page' : undefined}>
          {messages.nav[section]}
        </a>
      ))}
    </nav>
  );
}

function SignedIn() {
  const { admin, messages } = useAdmin();
  const dates = useDates();
  const [asking, setAsking] = useState(false);
  const session = admin.session.state.value;
  if (session.at !== 'in') return null;
  const { name, expiresAt } = session.who;
  const minted = admin.minting.minted.value;
  const leave = () => (minted && !minted.kept ? setAsking(true) : admin.signOut());
  return (
    <div class="signed-in">
      <p>
        <span class="unseen">{messages.signIn.signedInAs}</span> <strong>{name}</strong>
        {expiresAt && <span class="hint"> {messages.signIn.until(dates.end(expiresAt))}</span>}
      </p>
      <button type="button" class="small" onClick={leave}>
        {messages.signIn.out}
      </button>
      {asking && (
        <Dialog
          title={messages.mint.forgetTitle}
          confirm={messages.mint.forget}
          danger
          onConfirm={admin.signOut}
          onCancel={() => setAsking(false)}
        >
          <p>{messages.mint.forgetText}</p>
        </Dialog>
      )}
    </div>
  );
}
