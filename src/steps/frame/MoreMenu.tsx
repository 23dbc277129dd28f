import type { ScreenId } from '../../activation/screens.ts';
import { Menu, MenuItem, MenuLink } from '../../ui/Menu.tsx';
import { useWizard } from '../context.ts';
import { useSwitchableRole } from './RoleSwitch.tsx';

const withoutFileTransfer: readonly ScreenId[] = ['file-transfer', 'sending', 'arrived'];
const withoutComputers: readonly ScreenId[] = ['computers', 'computer-list', 'computer'];
const withoutProducts: readonly ScreenId[] = ['role', 'product'];

/** Rarely used actions, which would only disturb on the screens themselves. */
export function MoreMenu() {
  const { journey, messages, tool } = useWizard();
  const { role, screen, machine, license, carriedRequests, receipts } = journey.state.value;
  const hasReceipt = role === 'machine' && machine.returns.length > 0 && !license && screen.at !== 'returned';
  const canChangeProduct = journey.several && role === 'machine' && !withoutProducts.includes(screen.at);
  if (screen.at === 'opening' || screen.at === 'no-storage') return null;
  return (
    <Menu label={messages.shell.more}>
      <OtherRole />
      {canChangeProduct && (
        <MenuItem glyph="list" onPress={journey.changeProduct}>
          {messages.product.change}
        </MenuItem>
      )}
      {hasReceipt && (
        <MenuItem glyph="code" onPress={journey.returnLicense.showReceipt}>
          {messages.returned.show}
        </MenuItem>
      )}
      {role === 'courier' && !withoutComputers.includes(screen.at) && (
        <MenuItem glyph="computer" onPress={journey.openComputers}>
          {messages.shell.computers}
        </MenuItem>
      )}
      {role === 'courier' && carriedRequests.length + receipts.length > 0 && screen.at !== 'export' && (
        <MenuItem glyph="share" onPress={journey.openExport}>
          {messages.shell.exchange}
        </MenuItem>
      )}
      {!withoutFileTransfer.includes(screen.at) && (
        <MenuItem glyph="file" onPress={journey.fileTransfer.begin}>
          {messages.fileTransfer.begin}
        </MenuItem>
      )}
      {screen.at !== 'settings' && (
        <MenuItem glyph="list" onPress={journey.openSettings}>
          {messages.shell.settings}
        </MenuItem>
      )}
      {journey.opened !== 'file' && !tool && <OfflineCopies />}
    </Menu>
  );
}

/** Where the masthead has no room for the role switch. */
function OtherRole() {
  const { journey, messages } = useWizard();
  const role = useSwitchableRole();
  if (!role) return null;
  const other = role === 'machine' ? 'courier' : 'machine';
  return (
    <MenuItem class="role-item" glyph="swap" onPress={() => void journey.chooseRole(other)}>
      {messages.role[other]}
    </MenuItem>
  );
}

/** The one-file page is for machines, so it has one product: the one in front, or each in a page of its own. */
function OfflineCopies() {
  const { journey, messages } = useWizard();
  const { notices } = messages;
  const inFront = journey.inFront.value;
  const copies = journey.several
    ? (inFront ? [inFront] : journey.products).map(({ product: { id, name } }) => ({
        href: `products/${id}/keyferry.html`,
        text: notices.offlineCopyOf(name),
      }))
    : [{ href: 'keyferry.html', text: notices.offlineCopy }];
  return (
    <>
      {copies.map(({ href, text }, index) => (
        <MenuLink key={href} parted={index === 0} glyph="download" href={href} download="keyferry.html">
          {text}
        </MenuLink>
      ))}
      <li class="hint">
        {notices.offlineCopyHint} {journey.opened === 'http' && notices.offlineCopyHttp}
      </li>
    </>
  );
}
