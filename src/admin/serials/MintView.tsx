import { useAdmin } from '../context.ts';
import { Frame } from '../frame/Frame.tsx';
import { MissingScope } from '../parts/RefusalNotice.tsx';
import { MintedSerials } from './MintedSerials.tsx';
import { MintForm } from './MintForm.tsx';

/** Form for new serial numbers; afterwards the new numbers, shown once. */
export function MintView() {
  const { admin, messages } = useAdmin();
  const { mint: words } = messages;
  const minted = admin.minting.minted.value;
  return (
    <Frame title={words.title} back={{ to: { at: 'serials' }, label: words.back }}>
      {!admin.session.can('serials:write') ? (
        <MissingScope scope="serials:write" />
      ) : minted ? (
        <MintedSerials minted={minted} />
      ) : (
        <MintForm />
      )}
    </Frame>
  );
}
