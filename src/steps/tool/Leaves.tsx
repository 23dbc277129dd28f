import { useWizard, type Wizard } from '../context.ts';
import type { AbsentField } from '../document/Contents.tsx';

/** @returns the hardware components that the request does not name, and why */
export function absentParts({ journey, messages }: Wizard): readonly AbsentField[] {
  const { findings = [] } = journey.state.value.tool ?? {};
  return findings.flatMap(({ component, outcome }): AbsentField[] => {
    const reason = outcome === 'read' ? undefined : messages.tool?.leaves[outcome];
    return reason === undefined ? [] : [[messages.components[component] ?? component, reason]];
  });
}

/** What the person should know about the hardware in a request. */
export function LeavesNotes() {
  const { journey, messages } = useWizard();
  const { tool: view } = journey.state.value;
  const words = messages.tool?.leaves;
  if (!view || !words) return null;
  const { kind, name } = view.surroundings;
  return (
    <>
      {kind === 'container' && <p class="note">{words.inContainer(name)}</p>}
      {kind === 'virtual-machine' && <p class="note">{words.inVirtualMachine(name)}</p>}
      {view.findings.some(({ outcome }) => outcome === 'no-rights') && <p class="note">{words.noRights}</p>}
      {view.strength === 'weak' && <p class="note">{words.weak}</p>}
    </>
  );
}
