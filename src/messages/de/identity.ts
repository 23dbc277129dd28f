import type { identity as english } from '../en/identity.ts';

export const identity: typeof english = {
  id: 'Computer-ID',
  sameOnOther: 'Das andere Gerät zeigt dieselbe.',
  called: 'Dieser Computer heißt',
};
