import type { Role } from '../../activation/screens.ts';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useWizard } from '../context.ts';

const roles: readonly Role[] = ['machine', 'courier'];
const glyphs = { machine: 'computer', courier: 'phone' } as const;

/** Shows what this device is for, and changes it. Narrow screens have it in the menu "More". */
export function RoleSwitch() {
  const { journey, messages } = useWizard();
  const role = useSwitchableRole();
  if (!role) return null;
  const { shell } = messages;
  return (
    <Menu class="role-switch" label={shell.role} text={shell.roles[role]} glyph={glyphs[role]}>
      {roles.map((one) => (
        <MenuItem
          key={one}
          glyph={glyphs[one]}
          current={one === role}
          onPress={() => one !== role && void journey.chooseRole(one)}
        >
          {messages.role[one]}
        </MenuItem>
      ))}
    </Menu>
  );
}

/** @returns the device's role, null where it cannot be changed or is not chosen yet */
export function useSwitchableRole(): Role | null {
  const { journey, tool } = useWizard();
  const { role, screen } = journey.state.value;
  return tool || screen.at === 'role' ? null : role;
}
