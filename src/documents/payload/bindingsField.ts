import { type Binding, bindingComponents } from '../bindings.ts';
import { attribute, type Field, records } from './fields.ts';
import { kinds } from './kinds.ts';

/** The field `<MachineBindings><Binding Key="…" Value="…"/>…</MachineBindings>` of requests and licenses. */
export const bindingsField: Field<readonly Binding[], false> = records(
  'MachineBindings',
  'Binding',
  bindingComponents.length,
  {
    component: attribute('Key', kinds.oneOf(bindingComponents, 'component')),
    value: attribute('Value', kinds.bindingValue),
  },
  { uniqueBy: 'component', place: ({ component }) => bindingComponents.indexOf(component) },
);
