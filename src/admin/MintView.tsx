import { useDesk } from './context.ts';
import { Frame } from './Frame.tsx';
import { MintedSerials } from './MintedSerials.tsx';
import { MintForm } from './MintForm.tsx';
import { MissingScope } from './RefusalNotice.tsx';

/** New serial numbers: a form, and once, what came of it. */
export function MintView() {
  const { desk, messages } = useDesk();
  const { mint: words } = messages;
  const minted = desk.minting.minted.value;
  return (
    <Frame title={words.title} back={{ to: { at: 'serials' }, label: words.back }}>
      {!desk.session.can('serials:write') ? (
        <MissingScope scope="serials:write" />
      ) : minted ? (
        <MintedSerials minted={minted} />
      ) : (
        <MintForm />
      )}
    </Frame>
  );
}
